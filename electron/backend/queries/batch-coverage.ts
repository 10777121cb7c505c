import type { BatchCoverage } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { dayOf } from '../../../shared/domain/time.ts';
import { joinSql, type Sql, sql } from '../db/sql.ts';
import { COUNT_SUMS, toAreaCounts } from './area-counts.ts';
import { inGrids, inStreetsOf, streetRangeOf } from './area-filter.ts';
import { batchCountsAsOf, NO_COUNTS, unplacedByBatchAsOf } from './grid-counts-as-of.ts';
import { breathe } from './in-slices.ts';
import { overdueByBatch } from './overdue-counts.ts';
import type { QueryContext } from './query-context.ts';

interface BatchRecord {
  readonly id: number;
  readonly code: string;
  readonly due_at: number;
}

/** Rows of the summary that are added up between two breaths. */
const ROWS_PER_SLICE = 40_000;

/** Counts of some batches, three statements for all of them. */
function readBatches(context: QueryContext, area: AreaRef, batches: readonly BatchRecord[]): BatchCoverage[] {
  const { db, city } = context;
  const range = gridRangeOf(city, area);
  const isOne: Sql = sql`batch_id IN (${joinSql(
    batches.map(({ id }) => sql`${id}`),
    ', ',
  )})`;
  const counted = db.values(
    sql`SELECT batch_id, ${COUNT_SUMS} FROM summary_grid_batch WHERE ${isOne} AND ${inGrids('grid', range)} GROUP BY batch_id`,
  );
  const unplaced = db.values(sql`SELECT batch_id, SUM(listed - withdrawn) FROM summary_unplaced
    WHERE ${isOne} AND ${inStreetsOf(city, 'street', area)} GROUP BY batch_id`);
  const countsOf = new Map(counted.map(([batch, ...counts]) => [Number(batch), counts.map(Number)]));
  const overdueOf = overdueByBatch(context, area, isOne);
  const unplacedOf = new Map(unplaced.map(([batch, count]) => [Number(batch), Number(count)]));
  return batches.map(({ id, code, due_at }) => {
    const counts = toAreaCounts(countsOf.get(id) ?? [], overdueOf.get(id) ?? 0, unplacedOf.get(id) ?? 0);
    return { batchId: id, code, day: dayOf(due_at), counts };
  });
}

/** The same as they stood at a moment, from the tasks themselves. */
function readBatchesAsOf({ db, city }: QueryContext, area: AreaRef, batches: readonly BatchRecord[], asOfMs: number): BatchCoverage[] {
  const asOf = { batchIds: batches.map(({ id }) => id), asOfMs };
  const placed = batchCountsAsOf(db, asOf, gridRangeOf(city, area));
  const streets = streetRangeOf(city, area);
  const unplaced = streets === null ? new Map<number, number>() : unplacedByBatchAsOf(db, asOf, streets);
  return batches.map(({ id, code, due_at }) => {
    const counts = { ...(placed.get(id) ?? NO_COUNTS), unplaced: unplaced.get(id) ?? 0 };
    return { batchId: id, code, day: dayOf(due_at), counts };
  });
}

/** Coverage of an area by batch, the latest first. */
export async function batchCoverage(context: QueryContext, area: AreaRef, signal: CallSignal): Promise<BatchCoverage[]> {
  const { asOfMs } = context;
  const batches = context.db.rows<BatchRecord>(sql`SELECT id, code, due_at FROM batch ORDER BY due_at DESC, pushed_at DESC, id DESC`);
  const { from, to } = gridRangeOf(context.city, area);
  const batchesPerSlice = Math.max(Math.floor(ROWS_PER_SLICE / Math.max(to - from, 1)), 1);
  const coverage: BatchCoverage[] = [];
  for (let first = 0; first < batches.length; first += batchesPerSlice) {
    if (first > 0) await breathe(signal);
    const slice = batches.slice(first, first + batchesPerSlice);
    coverage.push(...(asOfMs === undefined ? readBatches(context, area, slice) : readBatchesAsOf(context, area, slice, asOfMs)));
  }
  return coverage;
}
