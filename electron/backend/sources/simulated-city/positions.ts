import { DAY_MS, MINUTE_MS, dayOf, type DayNumber } from '../../../../shared/domain/time.ts';
import type { PositionRow } from '../../../../shared/tables/position.table.ts';
import type { LocateGrid } from './grid-locator.ts';
import { STREAM, fraction, hash } from './random.ts';
import type { RowFamily } from './row-family.ts';
import { whereIs, type WalkPlan } from './walking.ts';
import type { World } from './world.ts';

const LEAST_PERIOD_MS = 5_000;
const LARGEST_PERIOD_MS = 10_000;
/** Now and then a handheld is out of reach of the network, once at most in each of these. */
const SILENCE_SLOT_MS = 45 * MINUTE_MS;
const SILENCE_SHARE = 0.02;
const LEAST_SILENCE_MS = 12 * MINUTE_MS;
const LARGEST_SILENCE_MS = 32 * MINUTE_MS;

export interface PositionFamily extends RowFamily<'position'> {
  /** Every worker who may have a position. */
  readonly keys: readonly number[];
}

/** Latest positions of workers on duty, one every 5–10 s each; the row goes when the shift ends. */
export function createPositions(world: World, locateGrid: LocateGrid, walksOf: (day: DayNumber) => WalkPlan): PositionFamily {
  const { city, roster, seed } = world;
  const periodMs = Float64Array.from({ length: roster.count }, (_, worker) =>
    Math.floor(LEAST_PERIOD_MS + fraction(hash(seed, STREAM.report, worker, -1)) * (LARGEST_PERIOD_MS - LEAST_PERIOD_MS)),
  );

  const reportAtOrBefore = (worker: number, atMs: number): number => {
    const period = periodMs[worker] ?? LARGEST_PERIOD_MS;
    const phase = (roster.person[worker] ?? 0) % period;
    return Math.floor((atMs - phase) / period) * period + phase;
  };

  /** The last report that got through at this moment, whether on duty or not. */
  const lastReceived = (worker: number, atMs: number): number => {
    const report = reportAtOrBefore(worker, atMs);
    // Slots of two workers do not begin together, else nobody would ever be silent when they do.
    const shift = (roster.person[worker] ?? 0) % SILENCE_SLOT_MS;
    const slot = Math.floor((report + shift) / SILENCE_SLOT_MS);
    const bits = hash(seed, STREAM.report, -2 - worker, slot);
    if (fraction(bits) >= SILENCE_SHARE) return report;
    const duration = LEAST_SILENCE_MS + (hash(seed, STREAM.report, bits) % (LARGEST_SILENCE_MS - LEAST_SILENCE_MS));
    // The report before a silence lies in the same slot, so that it cannot itself be lost in the silence of the slot before.
    const begin = slot * SILENCE_SLOT_MS - shift + LARGEST_PERIOD_MS + 1 + (bits % (SILENCE_SLOT_MS - duration - LARGEST_PERIOD_MS - 1));
    return report < begin || report >= begin + duration ? report : reportAtOrBefore(worker, begin - 1);
  };

  /** The shift that covers this moment, or null off duty. */
  const currentShift = (worker: number, atMs: number): readonly [fromMs: number, toMs: number] | null => {
    const day = dayOf(atMs);
    const today = roster.shiftOf(worker, day);
    if (today[0] <= atMs && atMs < today[1]) return today;
    const before = roster.shiftOf(worker, day - 1);
    return before[0] <= atMs && atMs < before[1] ? before : null;
  };

  /** When the position that stands at this moment was taken; null off duty or before the shift's first report. */
  const standingReport = (worker: number, atMs: number): number | null => {
    const shift = currentShift(worker, atMs);
    if (shift === null) return null;
    const report = lastReceived(worker, atMs);
    return report >= shift[0] ? report : null;
  };

  const rowOf = (worker: number, atMs: number): PositionRow | null => {
    const locatedAt = standingReport(worker, atMs);
    if (locatedAt === null) return null;
    const stand = whereIs(walksOf(dayOf(locatedAt)), worker, locatedAt, seed);
    const home = roster.grid[worker] ?? 0;
    const grid = locateGrid(stand, home);
    return {
      worker_id: worker + 1,
      street: city.grids.street[grid < 0 ? home : grid] ?? -1,
      grid,
      longitude: stand.longitude,
      latitude: stand.latitude,
      heading: stand.heading,
      located_at: locatedAt,
    };
  };

  const recordShiftEnds = (worker: number, fromMs: number, toMs: number, record: (atMs: number, key: number) => void): void => {
    for (let day = dayOf(fromMs - DAY_MS); day <= dayOf(toMs); day += 1) {
      const [, endMs] = roster.shiftOf(worker, day);
      if (fromMs < endMs && endMs <= toMs) record(endMs, worker + 1);
    }
  };

  return {
    table: 'position',
    keys: Array.from({ length: roster.count }, (_, worker) => worker + 1),
    sendsWholeRows: true,
    countRows: (atMs) => {
      let rows = 0;
      for (let worker = 0; worker < roster.count; worker += 1) rows += standingReport(worker, atMs) === null ? 0 : 1;
      return rows;
    },
    *rowsAt(atMs) {
      for (let worker = 0; worker < roster.count; worker += 1) {
        const row = rowOf(worker, atMs);
        if (row !== null) yield row;
      }
    },
    rowAt: (key, atMs) => rowOf(key - 1, atMs),
    // Only the latest report of a worker: what lies between two looks at the clock was never the latest when anybody looked.
    collectMoments: (fromMs, toMs, record) => {
      for (let worker = 0; worker < roster.count; worker += 1) {
        recordShiftEnds(worker, fromMs, toMs, record);
        const report = standingReport(worker, toMs);
        if (report !== null && report > fromMs) record(report, worker + 1);
      }
    },
  };
}
