import type { City } from '../../../shared/city/city.ts';
import type { CoverageSnapshot } from '../../../shared/contract/topics.ts';
import { type AreaRef, type GridRange, gridRangeOf } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { dayOf, type DayNumber } from '../../../shared/domain/time.ts';
import type { ReadDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { streetRangeOf } from '../queries/area-filter.ts';
import { type ResolvedScope, resolveScope } from '../queries/batch-scope.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { emptyColumns } from '../topics/coverage-grids.ts';
import { DayLives } from './day-lives.ts';

/** Turns kept for all days together, 10 bytes each: what was asked for longest ago goes first. A city of 42,000 tasks a day has 140,000 a day. */
const TURNS_KEPT = 6_000_000;

/**
 * Coverage of every grid as it stood at any moment, from the times that the tasks carry. A day is read when it is first asked for and kept up to
 * date from then on, so that a moment costs one pass over the day's turns in memory.
 */
export class CoverageHistory {
  readonly #db: ReadDb;
  readonly #city: City;
  /** By reporting day, the latest asked for last. */
  readonly #days = new Map<DayNumber, DayLives>();

  constructor(db: ReadDb, city: City) {
    this.#db = db;
    this.#city = city;
  }

  touch(applied: AppliedTransaction): void {
    if (applied.replaced || applied.tables.has('batch')) this.#days.clear();
    else for (const day of this.#days.values()) day.touch(applied);
  }

  /**
   * Counts of every grid of the competence under a scope, `today` being the day of the moment; others are 0.
   * @throws CodedError `unknown-batch`
   */
  async standAt(scope: BatchScope, atMs: number, competence: AreaRef): Promise<CoverageSnapshot> {
    const { grids, streets } = this.#city;
    const resolved = resolveScope(this.#db, scope, atMs);
    const columns = emptyColumns(grids.count);
    const unplaced = emptyColumns(streets.count + 1);
    for (const day of this.#daysOf(resolved)) {
      const lives = this.#day(day);
      const found = await lives.current();
      const batches = Uint8Array.from(lives.scope.batchIds, (id) => (resolved.batchIds.includes(id) ? 1 : 0));
      const add = (into: typeof columns, { from, to }: GridRange): void => found.addTo(into, { from, to, batches }, atMs);
      add(columns, { from: 0, to: grids.count });
      add(unplaced, { from: grids.count, to: lives.placeCount });
    }
    this.#forgetOldest();
    clearOutside(Object.values(columns), gridRangeOf(this.#city, competence));
    return {
      day: resolved.day,
      batchIds: Float64Array.from(resolved.batchIds),
      columns,
      unplacedByStreet: this.#unplacedIn(competence, unplaced.listed, unplaced.withdrawn),
    };
  }

  /** Of tasks that match no grid; those of an unknown street belong to the city. */
  #unplacedIn(competence: AreaRef, listed: Uint16Array, withdrawn: Uint16Array): Uint32Array {
    const counts = Uint32Array.from(listed, (count, street) => count - (withdrawn[street] ?? 0));
    const streets = streetRangeOf(this.#city, competence) ?? { from: 0, to: 0 };
    if (streets.from >= 0) clearOutside([counts], streets);
    return counts;
  }

  #daysOf({ batchIds }: ResolvedScope): readonly DayNumber[] {
    const dueTimes = this.#db.values(
      sql`SELECT DISTINCT due_at FROM batch WHERE id IN (SELECT value FROM json_each(${JSON.stringify(batchIds)}))`,
    );
    return [...new Set(dueTimes.map(([dueAt]) => dayOf(Number(dueAt))))];
  }

  #day(day: DayNumber): DayLives {
    const known = this.#days.get(day);
    const lives = known ?? new DayLives(this.#db, this.#city, resolveScope(this.#db, { kind: 'day', day }, 0));
    this.#days.delete(day);
    this.#days.set(day, lives);
    return lives;
  }

  #forgetOldest(): void {
    let turns = 0;
    for (const lives of this.#days.values()) turns += lives.turnCount;
    for (const [day, lives] of this.#days) {
      if (turns <= TURNS_KEPT || this.#days.size === 1) return;
      turns -= lives.turnCount;
      this.#days.delete(day);
    }
  }
}

function clearOutside(columns: readonly (Uint16Array | Uint32Array)[], { from, to }: GridRange): void {
  for (const column of columns) {
    column.fill(0, 0, from);
    column.fill(0, to);
  }
}
