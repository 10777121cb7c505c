import type { City } from '../../../shared/city/city.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import type { GridRange } from '../../../shared/domain/areas.ts';
import type { ReadDb } from '../db/database.ts';
import { Sql, sql } from '../db/sql.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { inGrids } from './area-filter.ts';
import { DUE_DAY_COLUMNS, type DueDayCount, DueDays } from './due-days.ts';
import { breathe } from './in-slices.ts';
import { IS_PLACED } from './task-figures.ts';

/** Grids that are read between two breaths. */
const GRIDS_PER_SLICE = 100;
/** Tasks that are read between two breaths, where they are read as they lie. */
const TASKS_PER_SLICE = 5000;
/** From this share of all grids on, reading every task as it lies is cheaper than looking up those of each grid. */
const SCAN_SHARE = 0.25;
/** A new batch makes a scan void; where they do not cease to come, grids are counted one by one. */
const SCANS_IN_A_ROW = 3;
const COLUMNS = new Sql(DUE_DAY_COLUMNS, []);

/**
 * How each reporting day stood at its due time, grid by grid: what a trend is drawn from. Counting it needs every task's times, so what was
 * counted is kept until a task of the grid changes.
 */
export class DueDayCounts {
  readonly #db: ReadDb;
  readonly #gridCount: number;
  #days = new DueDays([], 0);
  /** False once a batch came or changed: it can move a day's due time, and everything is counted anew. */
  #isPlanned = false;
  /** 1 where a grid has been counted and no task of it has changed since. */
  readonly #isCounted: Uint8Array;
  /** 1 where a task has changed since the scan began, for each scan under way. */
  readonly #touchedInScan = new Set<Uint8Array>();

  constructor(db: ReadDb, city: City) {
    this.#db = db;
    this.#gridCount = city.grids.count;
    this.#isCounted = new Uint8Array(city.grids.count);
  }

  touch({ replaced, tables, touchedGrids }: AppliedTransaction): void {
    if (replaced || tables.has('batch')) this.#isPlanned = false;
    for (const grid of touchedGrids.coverage) {
      if (grid < 0) continue;
      this.#isCounted[grid] = 0;
      for (const touched of this.#touchedInScan) touched[grid] = 1;
    }
  }

  /** Counts of some grids together by reporting day; a day without batches is not in it. */
  async sum(range: GridRange, signal: CallSignal): Promise<ReadonlyMap<number, DueDayCount>> {
    this.#plan();
    for (let scan = 0; scan < SCANS_IN_A_ROW && this.#uncountedIn(range) > this.#gridCount * SCAN_SHARE; scan++) await this.#scan(signal);
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
    return this.#days.sumOf(range);
  }

  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    this.#isCounted.fill(0);
    const batches = this.#db.values(sql`SELECT id, due_at FROM batch ORDER BY due_at DESC`);
    this.#days = new DueDays(
      batches.map(([id, dueAt]) => ({ id: Number(id), dueAtMs: Number(dueAt) })),
      this.#gridCount,
    );
  }

  #uncountedIn({ from, to }: GridRange): number {
    return this.#isCounted.subarray(from, to).reduce((count, isCounted) => count + 1 - isCounted, 0);
  }

  #count(grid: number): void {
    this.#isCounted[grid] = 1;
    this.#days.clear(grid);
    const tasks = this.#db.values(sql`SELECT ${COLUMNS} FROM task WHERE ${inGrids('grid', { from: grid, to: grid + 1 })} AND ${IS_PLACED}`);
    for (const task of tasks) this.#days.add(grid, task);
  }

  /** Counts all grids that are not counted, apart from those in which something changes meanwhile. */
  async #scan(signal: CallSignal): Promise<void> {
    const touched = new Uint8Array(this.#gridCount);
    this.#touchedInScan.add(touched);
    try {
      const counted = await this.#countAsTheyLie(signal);
      if (counted === null) return this.#plan();
      for (let grid = 0; grid < this.#gridCount; grid++) {
        if (touched[grid] === 1 || this.#isCounted[grid] === 1) continue;
        this.#days.take(grid, counted);
        this.#isCounted[grid] = 1;
      }
    } finally {
      this.#touchedInScan.delete(touched);
    }
  }

  /** Null when a batch changed in between: what was counted is void. */
  async #countAsTheyLie(signal: CallSignal): Promise<DueDays | null> {
    const days = this.#days;
    const counted = days.emptyCopy();
    for (let last = Number.MIN_SAFE_INTEGER; ; ) {
      const tasks = this.#db.values(sql`SELECT id, grid, ${COLUMNS} FROM task NOT INDEXED
        WHERE id > ${last} AND ${IS_PLACED} ORDER BY id LIMIT ${TASKS_PER_SLICE}`);
      for (const [, grid, ...task] of tasks) counted.add(Number(grid), task);
      if (tasks.length < TASKS_PER_SLICE) return counted;
      last = Number(tasks.at(-1)?.[0]);
      await breathe(signal);
      if (!this.#isPlanned || this.#days !== days) return null;
    }
  }
}
