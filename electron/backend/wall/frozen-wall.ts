import type { WallSettings, WallSnapshot } from '../../../shared/contract/wall.ts';
import type { Caller } from '../../../shared/contract/caller.ts';
import { HIDDEN_COUNT, shownCount } from '../../../shared/domain/suppression.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { contextAsOf } from '../time/as-of-context.ts';
import type { Stands } from '../time/stands.ts';
import { openAlerts } from './wall-alerts.ts';
import { wallAreas } from './wall-areas.ts';

/**
 * What a wall would have shown at a moment that is past, by the same rules of what may be said. Who was on duty then is not known.
 * @throws CodedError `invalid-request` for a moment that is still to come
 */
export async function wallAt(
  context: QueryContext,
  stands: Stands,
  caller: Caller,
  asOfMs: number,
  settings: WallSettings,
): Promise<WallSnapshot> {
  const coverage = await stands.coverageAt({ kind: 'today' }, asOfMs, caller);
  const alerts = openAlerts(contextAsOf(context, asOfMs), caller.competence);
  return {
    nowMs: asOfMs,
    day: coverage.day,
    ...wallAreas(context.city, caller.competence, coverage.columns, alerts.premises),
    unplaced: shownCount(coverage.unplacedByStreet.reduce((total, count) => total + count, 0)),
    workersOnDuty: HIDDEN_COUNT,
    personAlerts: shownCount(alerts.persons),
    premisesAlertsByLevel: alerts.premisesByLevel,
    latestAlerts: alerts.latest,
    ...settings,
  };
}

/** The figures of the frame that the walls show, counted once: they stay as they are, also for a wall that comes back. */
export class FrozenWalls {
  readonly #count: (caller: Caller, asOfMs: number) => Promise<WallSnapshot>;
  readonly #counted = new Map<string, Promise<WallSnapshot>>();
  #asOfMs = Number.NaN;

  constructor(count: (caller: Caller, asOfMs: number) => Promise<WallSnapshot>) {
    this.#count = count;
  }

  at(asOfMs: number, caller: Caller): Promise<WallSnapshot> {
    if (asOfMs !== this.#asOfMs) this.#counted.clear();
    this.#asOfMs = asOfMs;
    const { level, index } = caller.competence;
    const key = `${level} ${index}`;
    const known = this.#counted.get(key);
    if (known !== undefined) return known;
    const counting = this.#count(caller, asOfMs);
    this.#counted.set(key, counting);
    // What could not be counted is counted anew by who asks next.
    counting.catch(() => this.#counted.delete(key));
    return counting;
  }
}
