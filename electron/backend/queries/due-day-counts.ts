import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import type { GridRange } from '../../../shared/domain/areas.ts';
import { dayOf } from '../../../shared/domain/time.ts';
import type { City } from '../../../shared/city/city.ts';
import type { ReadDb, SqlCell } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { inGrids } from './area-filter.ts';
import { breathe } from './in-slices.ts';
import { IS_PLACED } from './task-figures.ts';

/** Counts of one reporting day at its due time. */
export interface DueDayCount {
  listed: number;
  withdrawn: number;
  deferred: number;
  verified: number;
  verifiedOnTime: number;
}

interface DueDay {
  /** The latest due time of the day's batches. */
  readonly dueAtMs: number;
  /** By grid. */
  readonly columns: { readonly [Name in keyof DueDayCount]: Uint16Array };
}

/** Grids that are read between two breaths. */
const GRIDS_PER_SLICE = 100;

function emptyDay(dueAtMs: number, gridCount: number): DueDay {
  const column = () => new Uint16Array(gridCount);
  return { dueAtMs, columns: { listed: column(), withdrawn: column(), deferred: column(), verified: column(), verifiedOnTime: column() } };
}

function isBy(moment: SqlCell | undefined, atMs: number): boolean {
  return typeof moment === 'number' && moment <= atMs;
}

function addOne(column: Uint16Array, grid: number): void {
  column[grid] = (column[grid] ?? 0) + 1;
}

function clear({ listed, withdrawn, deferred, verified, verifiedOnTime }: DueDay['columns'], grid: number): void {
  for (const column of [listed, withdrawn, deferred, verified, verifiedOnTime]) column[grid] = 0;
}

/**
 * How each reporting day stood at its due time, grid by grid: what a trend is drawn from. Counting it needs every task's times, so what was
 * counted is kept until a task of the grid changes. The rule is that of grid-counts-as-of.ts.
 */
export class DueDayCounts {
  readonly #db: ReadDb;
  readonly #gridCount: number;
  readonly #days = new Map<number, DueDay>();
  readonly #dayOfBatch = new Map<number, DueDay>();
  /** 1 where a grid has been counted and no task of it has changed since. */
  readonly #isCounted: Uint8Array;
  #isPlanned = false;

  constructor(db: ReadDb, city: City) {
    this.#db = db;
    this.#gridCount = city.grids.count;
    this.#isCounted = new Uint8Array(city.grids.count);
  }

  touch({ replaced, tables, touchedGrids }: AppliedTransaction): void {
    if (replaced || tables.has('batch')) this.#isPlanned = false;
    for (const grid of touchedGrids.coverage) if (grid >= 0) this.#isCounted[grid] = 0;
  }

  /** Counts of some grids together by reporting day; a day without batches is not in it. */
  async sum(range: GridRange, signal: CallSignal): Promise<ReadonlyMap<number, DueDayCount>> {
    this.#plan();
    let sinceBreath = 0;
    for (let grid = range.from; grid < range.to; grid++) {
      if (this.#isCounted[grid] === 1) continue;
      if (sinceBreath === GRIDS_PER_SLICE) {
        await breathe(signal);
        this.#plan();
        sinceBreath = 0;
      }
      this.#count(grid);
      sinceBreath += 1;
    }
    return new Map([...this.#days].map(([day, { columns }]) => [day, sumOf(columns, range)]));
  }

  /** Another batch can move a day's due time: then everything is counted anew. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#isCounted.fill(0);
    this.#days.clear();
    this.#dayOfBatch.clear();
    const batches = this.#db.values(sql`SELECT id, due_at FROM batch ORDER BY due_at DESC`);
    for (const [id, dueAt] of batches) {
      const day = dayOf(Number(dueAt));
      const dueDay = this.#days.get(day) ?? emptyDay(Number(dueAt), this.#gridCount);
      this.#days.set(day, dueDay);
      this.#dayOfBatch.set(Number(id), dueDay);
    }
  }

  #count(grid: number): void {
    this.#isCounted[grid] = 1;
    for (const { columns } of this.#days.values()) clear(columns, grid);
    const tasks = this.#db.values(sql`SELECT batch_id, pushed_at, due_at, withdrawn_at, verified_at, deferred_at FROM task
      WHERE ${inGrids('grid', { from: grid, to: grid + 1 })} AND ${IS_PLACED}`);
    for (const [batch, pushedAt, dueAt, withdrawnAt, verifiedAt, deferredAt] of tasks) {
      const day = this.#dayOfBatch.get(Number(batch));
      if (day === undefined || !isBy(pushedAt, day.dueAtMs)) continue;
      const { dueAtMs, columns } = day;
      addOne(columns.listed, grid);
      if (isBy(withdrawnAt, dueAtMs)) addOne(columns.withdrawn, grid);
      else if (isBy(verifiedAt, dueAtMs)) {
        addOne(columns.verified, grid);
        if (isBy(verifiedAt, Number(dueAt))) addOne(columns.verifiedOnTime, grid);
      } else if (isBy(deferredAt, dueAtMs)) addOne(columns.deferred, grid);
    }
  }
}

function sumOf(columns: DueDay['columns'], { from, to }: GridRange): DueDayCount {
  const sum = (column: Uint16Array): number => {
    let total = 0;
    for (let grid = from; grid < to; grid++) total += column[grid] ?? 0;
    return total;
  };
  return {
    listed: sum(columns.listed),
    withdrawn: sum(columns.withdrawn),
    deferred: sum(columns.deferred),
    verified: sum(columns.verified),
    verifiedOnTime: sum(columns.verifiedOnTime),
  };
}
