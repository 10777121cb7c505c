import { dayOf, type DayNumber } from '../../../../shared/domain/time.ts';
import type { PositionRow } from '../../../../shared/tables/position.table.ts';
import type { LocateGrid } from '../../city/grid-locator.ts';
import { LARGEST_PERIOD_MS, silenceAround } from './silences.ts';
import { STREAM, fraction, hash } from './random.ts';
import type { RowFamily } from './row-family.ts';
import { whereIs, type WalkPlan } from './walking.ts';
import type { World } from './world.ts';

const LEAST_PERIOD_MS = 5_000;

/** Latest positions of workers on duty, one every 5–10 s each; the row goes when the shift ends. */
export class Positions implements RowFamily<'position'> {
  readonly table = 'position';
  readonly sendsWholeRows = true;
  /** Every worker who may have a position. */
  readonly keys: readonly number[];
  readonly #world: World;
  readonly #locateGrid: LocateGrid;
  readonly #walksOf: (day: DayNumber) => WalkPlan;
  readonly #periodMs: Float64Array;

  constructor(world: World, locateGrid: LocateGrid, walksOf: (day: DayNumber) => WalkPlan) {
    const { count } = world.roster;
    this.#world = world;
    this.#locateGrid = locateGrid;
    this.#walksOf = walksOf;
    this.keys = Array.from({ length: count }, (_, worker) => worker + 1);
    this.#periodMs = Float64Array.from({ length: count }, (_, worker) => {
      const share = fraction(hash(world.seed, STREAM.report, worker, -1));
      return Math.floor(LEAST_PERIOD_MS + share * (LARGEST_PERIOD_MS - LEAST_PERIOD_MS));
    });
  }

  countRows(atMs: number): number {
    return this.keys.filter((key) => this.#standingReport(key - 1, atMs) !== null).length;
  }

  *rowsAt(atMs: number): Generator<PositionRow> {
    for (const key of this.keys) {
      const row = this.rowAt(key, atMs);
      if (row !== null) yield row;
    }
  }

  rowAt(key: number, atMs: number): PositionRow | null {
    const worker = key - 1;
    const { city, roster, seed } = this.#world;
    const locatedAt = this.#standingReport(worker, atMs);
    if (locatedAt === null) return null;
    const stand = whereIs(this.#walksOf(dayOf(locatedAt)), worker, locatedAt, seed);
    const home = roster.grid[worker] ?? 0;
    const grid = this.#locateGrid(stand, home);
    return {
      worker_id: key,
      street: city.grids.street[grid < 0 ? home : grid] ?? -1,
      grid,
      longitude: stand.longitude,
      latitude: stand.latitude,
      heading: stand.heading,
      located_at: locatedAt,
    };
  }

  /** Only the latest report of a worker: what lies between two looks at the clock was never the latest when anybody looked. */
  collectMoments(fromMs: number, toMs: number, record: (atMs: number, key: number) => void): void {
    for (const key of this.keys) {
      this.#recordShiftEnds(key, fromMs, toMs, record);
      const report = this.#standingReport(key - 1, toMs);
      if (report !== null && report > fromMs) record(report, key);
    }
  }

  #recordShiftEnds(key: number, fromMs: number, toMs: number, record: (atMs: number, key: number) => void): void {
    for (let day = dayOf(fromMs) - 1; day <= dayOf(toMs); day += 1) {
      const [, endMs] = this.#world.roster.shiftOf(key - 1, day);
      if (fromMs < endMs && endMs <= toMs) record(endMs, key);
    }
  }

  /** When the position that stands at this moment was taken; null off duty or before the shift's first report. */
  #standingReport(worker: number, atMs: number): number | null {
    const shift = this.#world.roster.shiftAt(worker, atMs);
    if (shift === null) return null;
    const report = this.#lastReceived(worker, atMs);
    return report >= shift[0] ? report : null;
  }

  /** The last report that got through at this moment, whether on duty or not. */
  #lastReceived(worker: number, atMs: number): number {
    const report = this.#reportAtOrBefore(worker, atMs);
    const silence = silenceAround(this.#world, worker, report);
    const isLost = silence !== null && report >= silence.fromMs && report < silence.untilMs;
    return isLost ? this.#reportAtOrBefore(worker, silence.fromMs - 1) : report;
  }

  #reportAtOrBefore(worker: number, atMs: number): number {
    const period = this.#periodMs[worker] ?? LARGEST_PERIOD_MS;
    const phase = (this.#world.roster.person[worker] ?? 0) % period;
    return Math.floor((atMs - phase) / period) * period + phase;
  }
}
