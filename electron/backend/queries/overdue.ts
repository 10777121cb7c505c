import type { GridRange } from '../../../shared/domain/areas.ts';
import type { ReadDb } from '../db/database.ts';
import { type Sql, sql } from '../db/sql.ts';
import { openIn } from '../replication/summaries/coverage-counts.ts';
import { ALL_TASKS } from '../replication/summaries/coverage-table.ts';
import { inGrids } from './area-filter.ts';
import { inScope, type ResolvedScope, type ScopeBatch } from './batch-scope.ts';
import { batchesOf, sumCoverage, visitCoverage } from './coverage-rows.ts';

/**
 * How the overdue (超时) tasks of a scope are counted at one moment: open tasks whose due time has come. Most are due when their batch is, so that
 * the open tasks of whole batches count; the few with a time of their own are added and taken away one by one (summary_own_due).
 */
export interface OverdueRule {
  /** Batches, or ALL_TASKS, whose open tasks count. */
  readonly added: readonly number[];
  /** Batches whose open tasks are taken away. */
  readonly taken: readonly number[];
  /** Condition on the rows of summary_own_due, and their sign. */
  readonly ownDue: Sql;
  readonly ownSign: 1 | -1;
}

function idsOf(batches: readonly ScopeBatch[], isMeant: (dueAtMs: number) => boolean): number[] {
  return batches.filter(({ dueAtMs }) => dueAtMs !== null && isMeant(dueAtMs)).map(({ id }) => id);
}

/** All batches are too many to be added up: of all tasks, those that are not yet due are taken away. */
export function overdueRule(scope: ResolvedScope, nowMs: number): OverdueRule {
  const { kind, batches } = scope;
  if (kind === 'all')
    return { added: [ALL_TASKS], taken: idsOf(batches, (dueAtMs) => dueAtMs > nowMs), ownDue: sql`due_at > ${nowMs}`, ownSign: -1 };
  const ownDue = sql`due_at <= ${nowMs} AND ${inScope('batch_id', scope)}`;
  return { added: idsOf(batches, (dueAtMs) => dueAtMs <= nowMs), taken: [], ownDue, ownSign: 1 };
}

/** Completes a column that holds by grid the open tasks of the batches that the rule adds. */
export function completeOverdue(column: Uint16Array, db: ReadDb, { taken, ownDue, ownSign }: OverdueRule, range: GridRange): void {
  const add = (grid: number, count: number): void => {
    column[grid] = (column[grid] ?? 0) + count;
  };
  for (const batchId of taken) visitCoverage(db, batchId, range, (grid, counts, offset) => add(grid, -openIn(counts, offset)));
  const apart = sql`SELECT grid, own - elsewhere FROM summary_own_due WHERE ${inGrids('grid', range)} AND ${ownDue}`;
  for (const [grid, count] of db.values(apart)) add(Number(grid), ownSign * Number(count));
}

/** @param open tasks of all of the scope's batches in the range, which whoever asks has counted anyway */
export function overdueIn(db: ReadDb, scope: ResolvedScope, range: GridRange, open: number, nowMs: number): number {
  const { added, taken, ownDue, ownSign } = overdueRule(scope, nowMs);
  const apart =
    db.value<number>(sql`SELECT TOTAL(own - elsewhere) FROM summary_own_due WHERE ${inGrids('grid', range)} AND ${ownDue}`) ?? 0;
  const due = added.length === batchesOf(scope).length ? open : openIn(sumCoverage(db, added, range), 0);
  return due - openIn(sumCoverage(db, taken, range), 0) + ownSign * apart;
}

/** The next moment at which tasks may become overdue, null when there is none. */
export function nextDueTime(db: ReadDb, scope: ResolvedScope, nowMs: number): number | null {
  const own =
    db.value<number>(sql`SELECT MIN(due_at) FROM summary_own_due WHERE due_at > ${nowMs} AND ${inScope('batch_id', scope)}`) ?? null;
  const coming = [own, ...scope.batches.map(({ dueAtMs }) => dueAtMs)].filter((dueAtMs) => dueAtMs !== null && dueAtMs > nowMs);
  return coming.length === 0 ? null : Math.min(...coming.map(Number));
}
