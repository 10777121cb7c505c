import type { CoverageColumns, CoverageSnapshot } from '../../../shared/contract/topics.ts';
import { type AreaRef, type GridRange, gridRangeOf } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { dayOf, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { inStreetsOf } from '../queries/area-filter.ts';
import { inScope, type ResolvedScope, resolveScopeIfKnown } from '../queries/batch-scope.ts';
import { nextDueTime } from '../queries/overdue.ts';
import type { QueryContext } from '../queries/query-context.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { copyColumns, differingGrids, emptyColumns, pickGrids, readAllGrids, rereadGrids } from './coverage-grids.ts';
import type { Refreshed, TopicState } from './topic-state.ts';

/** From here on one pass over all grids is cheaper than a look at each. */
const GRIDS_READ_ONE_BY_ONE = 400;

/** Counts of every grid of a competence under one scope. Grids outside the competence are 0. */
export class CoverageState implements TopicState<'coverage'> {
  readonly #context: QueryContext;
  readonly #scope: BatchScope;
  readonly #competence: AreaRef;
  readonly #range: GridRange;
  #resolved: ResolvedScope = { kind: 'all', day: null, batchIds: [], batches: [] };
  #columns: CoverageColumns;
  #unplacedByStreet: Uint32Array;
  #nextDueAtMs: number | null = null;
  /** Grids to read again; null for all of them. */
  #touchedGrids: Set<number> | null = null;
  #isUnplacedTouched = true;
  /** Subscribers may not have what is remembered here: only a snapshot helps. */
  #isReplacing = false;

  constructor(context: QueryContext, scope: BatchScope, competence: AreaRef) {
    this.#context = context;
    this.#scope = scope;
    this.#competence = competence;
    this.#range = gridRangeOf(context.city, competence);
    this.#columns = emptyColumns(context.city.grids.count);
    this.#unplacedByStreet = new Uint32Array(context.city.streets.count + 1);
  }

  touch({ replaced, tables, touchedGrids }: AppliedTransaction): boolean {
    if (replaced) this.#touchedGrids = null;
    for (const grid of touchedGrids.coverage) {
      if (grid < 0) this.#isUnplacedTouched = true;
      else if (grid >= this.#range.from && grid < this.#range.to) this.#touchedGrids?.add(grid);
    }
    return replaced || touchedGrids.coverage.length > 0 || tables.has('batch');
  }

  refresh(): Refreshed<'coverage'> {
    const { db, clock } = this.#context;
    const nowMs = clock.now();
    const resolved = resolveScopeIfKnown(db, this.#scope, nowMs);
    const isOtherScope = JSON.stringify(resolved) !== JSON.stringify(this.#resolved);
    if (isOtherScope || (this.#nextDueAtMs !== null && this.#nextDueAtMs <= nowMs)) this.#touchedGrids = null;
    if (isOtherScope || this.#touchedGrids === null) this.#isUnplacedTouched = true;
    this.#resolved = resolved;
    const changed = this.#readGrids(nowMs);
    const isUnplacedChanged = this.#isUnplacedTouched && this.#readUnplaced();
    this.#nextDueAtMs = nextDueTime(db, resolved, nowMs);
    this.#touchedGrids = new Set();
    this.#isUnplacedTouched = false;
    const isReplaced = isOtherScope || this.#isReplacing || changed.length > this.#columns.listed.length / 2;
    this.#isReplacing = false;
    if (isReplaced) return { kind: 'replaced' };
    if (changed.length === 0 && !isUnplacedChanged) return { kind: 'unchanged' };
    const columns = pickGrids(this.#columns, changed);
    return { kind: 'changed', delta: { grids: changed, columns, unplacedByStreet: this.#unplacedByStreet.slice() } };
  }

  snapshot(): CoverageSnapshot {
    return {
      day: this.#resolved.day,
      batchIds: Float64Array.from(this.#resolved.batchIds),
      columns: copyColumns(this.#columns),
      unplacedByStreet: this.#unplacedByStreet.slice(),
    };
  }

  forget(): void {
    this.#touchedGrids = null;
    this.#isReplacing = true;
  }

  nextChangeAtMs(): number | null {
    if (this.#scope.kind !== 'today') return this.#nextDueAtMs;
    const midnightMs = startOfDay(dayOf(this.#context.clock.now()) + 1);
    return Math.min(midnightMs, this.#nextDueAtMs ?? midnightMs);
  }

  /** Answers the grids that changed. */
  #readGrids(nowMs: number): Uint16Array {
    const { db, city } = this.#context;
    const touched = this.#touchedGrids;
    if (touched !== null && touched.size <= GRIDS_READ_ONE_BY_ONE)
      return rereadGrids(db, this.#resolved, this.#columns, [...touched], nowMs);
    const columns = readAllGrids(db, this.#resolved, this.#range, city.grids.count, nowMs);
    const changed = differingGrids(this.#columns, columns);
    this.#columns = columns;
    return changed;
  }

  /** Answers whether a street's number changed. The last entry is the unknown street. */
  #readUnplaced(): boolean {
    const { db, city } = this.#context;
    const unplaced = new Uint32Array(city.streets.count + 1);
    for (const [street, count] of db.values(sql`SELECT street, SUM(listed - withdrawn) FROM summary_unplaced
      WHERE ${inScope('batch_id', this.#resolved)} AND ${inStreetsOf(city, 'street', this.#competence)} GROUP BY street`)) {
      unplaced[Number(street) < 0 ? city.streets.count : Number(street)] = Number(count);
    }
    const isChanged = unplaced.some((count, street) => count !== this.#unplacedByStreet[street]);
    this.#unplacedByStreet = unplaced;
    return isChanged;
  }
}
