import { DAY_MS, HOUR_MS, dayOf, type DayNumber } from '../../../../shared/domain/time.ts';
import type { SourcePosition } from '../../replication/change.ts';
import { RETENTION_DAYS, type PresetName } from './presets.ts';

/** Where a replica stands in the simulated city: everything up to and including this millisecond is in it. */
export interface Cursor {
  readonly atMs: number;
  readonly demonstrationDay: DayNumber;
}

/** Which simulated city it is; another one continues nothing. */
export interface CityIdentity {
  readonly seed: number;
  readonly preset: PresetName;
  readonly cityVersion: string;
}

/** A part of the version that is long enough to tell cities apart and short enough to be printed. */
const VERSION_LENGTH = 8;
/** Counts the ways in which this simulation has drawn its city; a replica drawn another way cannot be continued. */
const DRAWING = 1;

function identityText({ seed, preset, cityVersion }: CityIdentity): string {
  return `${preset}-${seed}-${cityVersion.slice(0, VERSION_LENGTH)}-${DRAWING}`;
}

/** E.g. `city-1-0a1b2c3d-1/20780/1795420800250`: which city, the demonstration's day, the simulated instant. */
export function formatCursor(identity: CityIdentity, { atMs, demonstrationDay }: Cursor): SourcePosition {
  return `${identityText(identity)}/${demonstrationDay}/${atMs}`;
}

/** Null when the text is not a position of this city. */
export function parseCursor(identity: CityIdentity, position: SourcePosition): Cursor | null {
  const [city, day, instant, ...rest] = position.split('/');
  if (city !== identityText(identity) || rest.length > 0) return null;
  const cursor = { atMs: Number(instant), demonstrationDay: Number(day) };
  return Number.isSafeInteger(cursor.atMs) && Number.isSafeInteger(cursor.demonstrationDay) ? cursor : null;
}

/** Whether the stream can go on from here: not so old that rows have left since, not in a future that a moved clock took back. */
export function canContinue({ atMs }: Cursor, nowMs: number): boolean {
  return dayOf(nowMs) - dayOf(atMs) <= RETENTION_DAYS && nowMs - atMs < RETENTION_DAYS * DAY_MS && atMs <= nowMs + HOUR_MS;
}
