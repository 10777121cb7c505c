import type { City } from '../../../shared/city/city.ts';
import type { ReadDb, SqlCell } from '../db/database.ts';
import { Sql, sql } from '../db/sql.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { inGrids } from '../queries/area-filter.ts';
import { inScope, type ResolvedScope } from '../queries/batch-scope.ts';
import { inSlices } from '../queries/in-slices.ts';
import { IS_PLACED } from '../queries/task-figures.ts';
import { PlaceLives, TurnCollector } from './place-lives.ts';
import type { TaskTimes } from './task-life.ts';

/** `timesOf` reads them in this order; what names the place comes behind them. */
const COLUMNS = new Sql('batch_id, pushed_at, due_at, verified_at, unreachable_at, deferred_at, withdrawn_at', []);
const PLACE = 7;
/** So many grids are read again one by one, within a few milliseconds; from there on the day is read as a whole. */
const GRIDS_REREAD = 200;
/** Where changes do not cease to come, what changed during the last reading is read grid by grid. */
const READS_IN_A_ROW = 3;
const { signal: NEVER_ABORTED } = new AbortController();

function timesOf(cells: readonly SqlCell[]): TaskTimes {
  const at = (index: number): number => {
    const cell = cells[index];
    return typeof cell === 'number' ? cell : Number.POSITIVE_INFINITY;
  };
  return { pushedAtMs: at(1), dueAtMs: at(2), verifiedAtMs: at(3), unreachableAtMs: at(4), deferredAtMs: at(5), withdrawnAtMs: at(6) };
}

/**
 * The lives of the tasks of some batches, kept up to date with what is applied. Places are the city's grids, then its streets and the unknown
 * street, for tasks that match no grid.
 */
export class DayLives {
  readonly scope: ResolvedScope;
  readonly #db: ReadDb;
  readonly #city: City;
  #lives: PlaceLives | null = null;
  #touchedGrids = new Set<number>();
  #isUnplacedTouched = false;
  #reading: Promise<void> | null = null;

  constructor(db: ReadDb, city: City, scope: ResolvedScope) {
    this.#db = db;
    this.#city = city;
    this.scope = scope;
  }

  get turnCount(): number {
    return this.#lives?.turnCount ?? 0;
  }

  get placeCount(): number {
    return this.#city.grids.count + this.#city.streets.count + 1;
  }

  touch({ touchedGrids }: AppliedTransaction): void {
    for (const grid of touchedGrids.coverage) if (grid >= 0) this.#touchedGrids.add(grid);
    // A task that matches two grids may name one of them.
    if (touchedGrids.coverage.length > 0) this.#isUnplacedTouched = true;
  }

  /** The lives as the replica has them now: valid until the next `await` of who asked. */
  async current(): Promise<PlaceLives> {
    for (let reads = 0; this.#lives === null || (this.#touchedGrids.size > GRIDS_REREAD && reads < READS_IN_A_ROW); reads++) {
      this.#reading ??= this.#readAll().finally(() => (this.#reading = null));
      await this.#reading;
    }
    this.#reread(this.#lives);
    return this.#lives;
  }

  async #readAll(): Promise<void> {
    this.#touchedGrids = new Set();
    this.#isUnplacedTouched = false;
    const collected = new TurnCollector();
    for (const { place, batch, times } of this.#unplaced()) collected.add(place, batch, times);
    await inSlices({ from: 0, to: this.#city.grids.count }, NEVER_ABORTED, (slice) => {
      const tasks = this.#db.values(sql`SELECT ${COLUMNS}, grid FROM task
        WHERE ${inScope('batch_id', this.scope)} AND ${inGrids('grid', slice)} AND ${IS_PLACED}`);
      for (const task of tasks) collected.add(Number(task[PLACE]), this.#batchOf(task), timesOf(task));
    });
    this.#lives = new PlaceLives(collected, this.placeCount);
  }

  #reread(lives: PlaceLives): void {
    for (const grid of this.#touchedGrids) {
      const collected = new TurnCollector();
      const tasks = this.#db.values(sql`SELECT ${COLUMNS} FROM task
        WHERE ${inScope('batch_id', this.scope)} AND grid = ${grid} AND ${IS_PLACED}`);
      for (const task of tasks) collected.add(0, this.#batchOf(task), timesOf(task));
      lives.replace(grid, collected);
    }
    this.#touchedGrids.clear();
    if (this.#isUnplacedTouched) this.#rereadUnplaced(lives);
    this.#isUnplacedTouched = false;
  }

  #rereadUnplaced(lives: PlaceLives): void {
    const { count } = this.#city.grids;
    const collectors = Array.from({ length: this.placeCount - count }, () => new TurnCollector());
    for (const { place, batch, times } of this.#unplaced()) collectors[place - count]?.add(0, batch, times);
    for (const [street, collected] of collectors.entries()) lives.replace(count + street, collected);
  }

  #unplaced(): readonly { readonly place: number; readonly batch: number; readonly times: TaskTimes }[] {
    const { grids, streets } = this.#city;
    return this.#db
      .values(sql`SELECT ${COLUMNS}, street FROM task WHERE ${inScope('batch_id', this.scope)} AND NOT (${IS_PLACED})`)
      .map((task) => {
        const street = Number(task[PLACE]);
        return { place: grids.count + (street < 0 ? streets.count : street), batch: this.#batchOf(task), times: timesOf(task) };
      });
  }

  #batchOf(task: readonly SqlCell[]): number {
    return this.scope.batchIds.indexOf(Number(task[0]));
  }
}
