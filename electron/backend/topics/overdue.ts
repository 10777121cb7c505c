import type { GridRange } from '../../../shared/domain/areas.ts';
import type { ReadDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { inGrids } from '../queries/area-filter.ts';
import { inScope, type ResolvedScope } from '../queries/batch-scope.ts';

/** Tasks of one batch with one due time. */
export interface DueTime {
  readonly batchId: number;
  readonly dueAtMs: number;
}

/** The due times that have passed, out of those at which something is still open. Goes from one to the next, not through their grids. */
export function passedDueTimes(db: ReadDb, scope: ResolvedScope, nowMs: number): DueTime[] {
  const passed: DueTime[] = [];
  for (const batchId of scope.batchIds) {
    let dueAtMs = -1;
    for (;;) {
      const next =
        db.value<number>(sql`SELECT MIN(due_at) FROM summary_open_due WHERE batch_id = ${batchId} AND due_at > ${dueAtMs}`) ?? null;
      if (next === null || next > nowMs) break;
      passed.push({ batchId, dueAtMs: next });
      dueAtMs = next;
    }
  }
  return passed;
}

/** The next moment at which open tasks become overdue, null when there is none. */
export function nextDueTime(db: ReadDb, scope: ResolvedScope, nowMs: number): number | null {
  const next = scope.batchIds
    .map(
      (batchId) =>
        db.value<number>(sql`SELECT MIN(due_at) FROM summary_open_due WHERE batch_id = ${batchId} AND due_at > ${nowMs}`) ?? null,
    )
    .filter((dueAtMs) => dueAtMs !== null);
  return next.length === 0 ? null : Math.min(...next);
}

/** Overdue tasks of one grid. */
export function overdueInGrid(db: ReadDb, passed: readonly DueTime[], grid: number): number {
  let overdue = 0;
  for (const { batchId, dueAtMs } of passed) {
    overdue +=
      db.value<number>(sql`SELECT open FROM summary_open_due WHERE batch_id = ${batchId} AND due_at = ${dueAtMs} AND grid = ${grid}`) ?? 0;
  }
  return overdue;
}

/** Adds the overdue tasks of all grids of a range to a column by grid. */
export function addOverdue(column: Uint16Array, db: ReadDb, scope: ResolvedScope, range: GridRange, nowMs: number): void {
  const rows = db.values(sql`SELECT grid, open FROM summary_open_due
    WHERE ${inScope('batch_id', scope)} AND due_at <= ${nowMs} AND ${inGrids('grid', range)}`);
  for (const [grid, open] of rows) column[Number(grid)] = (column[Number(grid)] ?? 0) + Number(open);
}
