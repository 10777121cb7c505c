import type { GridRange } from '../../../shared/domain/areas.ts';
import type { ReadDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { COUNTS_A_GRID } from '../replication/summaries/coverage-counts.ts';
import { ALL_TASKS } from '../replication/summaries/coverage-table.ts';
import { blockOf, firstGridOf, visitTile } from '../replication/summaries/coverage-tile.ts';
import type { ResolvedScope } from './batch-scope.ts';

/** What a scope is counted from: ALL_TASKS, or each of its batches. */
export function batchesOf({ kind, batchIds }: ResolvedScope): readonly number[] {
  return kind === 'all' ? [ALL_TASKS] : batchIds;
}

/**
 * The counts of a batch in the range's grids, in the order of the grids; those without tasks are left out.
 * @param batchId or ALL_TASKS
 * @param visit takes counts that begin at `offset`, where COUNT_AT says; valid during the call
 */
export function visitCoverage(
  db: ReadDb,
  batchId: number,
  range: GridRange,
  visit: (grid: number, counts: ArrayLike<number>, offset: number) => void,
): void {
  const tiles = db.values(sql`SELECT block, counts FROM summary_coverage
    WHERE batch_id = ${batchId} AND block BETWEEN ${blockOf(range.from)} AND ${blockOf(range.to - 1)}`);
  for (const [block, bytes] of tiles) {
    if (!(bytes instanceof Uint8Array)) continue;
    const first = firstGridOf(Number(block));
    visitTile(bytes, (gridInBlock, counts, offset) => {
      const grid = first + gridInBlock;
      if (grid >= range.from && grid < range.to) visit(grid, counts, offset);
    });
  }
}

/** Sums of some batches over the range's grids, where COUNT_AT says. */
export function sumCoverage(db: ReadDb, batchIds: readonly number[], range: GridRange): readonly number[] {
  const sums = new Array<number>(COUNTS_A_GRID).fill(0);
  for (const batchId of batchIds) {
    visitCoverage(db, batchId, range, (_, counts, offset) => {
      for (let index = 0; index < COUNTS_A_GRID; index += 1) sums[index] = (sums[index] ?? 0) + (counts[offset + index] ?? 0);
    });
  }
  return sums;
}
