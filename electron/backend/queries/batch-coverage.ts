import type { BatchCoverage } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { dayOf } from '../../../shared/domain/time.ts';
import { joinSql, sql } from '../db/sql.ts';
import { openIn } from '../replication/summaries/coverage-counts.ts';
import { toAreaCounts } from './area-counts.ts';
import { inGrids, inStreetsOf, streetRangeOf } from './area-filter.ts';
import { sumCoverage } from './coverage-rows.ts';
import { batchCountsAsOf, NO_COUNTS, unplacedByBatchAsOf } from './grid-counts-as-of.ts';
import { breathe } from './in-slices.ts';
import type { QueryContext } from './query-context.ts';

interface BatchRecord {
  readonly id: number;
  readonly code: string;
  readonly due_at: number;
}

/** Grids that are added up between two breaths, once a batch. */
const GRIDS_PER_SLICE = 100_000;

function readBatches({ db, city, clock }: QueryContext, area: AreaRef, batches: readonly BatchRecord[]): BatchCoverage[] {
  const nowMs = clock.now();
  const range = gridRangeOf(city, area);
  const ids = joinSql(
    batches.map(({ id }) => sql`${id}`),
    ', ',
  );
  const unplaced = db.values(sql`SELECT batch_id, SUM(listed - withdrawn) FROM summary_unplaced
    WHERE batch_id IN (${ids}) AND ${inStreetsOf(city, 'street', area)} GROUP BY batch_id`);
  const apart = db.values(sql`SELECT batch_id, SUM(own - elsewhere) FROM summary_own_due
    WHERE ${inGrids('grid', range)} AND batch_id IN (${ids}) AND due_at <= ${nowMs} GROUP BY batch_id`);
  const unplacedOf = new Map(unplaced.map(([batch, count]) => [Number(batch), Number(count)]));
  const apartOf = new Map(apart.map(([batch, count]) => [Number(batch), Number(count)]));
  return batches.map(({ id, code, due_at }) => {
    const sums = sumCoverage(db, [id], range);
    const overdue = (due_at <= nowMs ? openIn(sums, 0) : 0) + (apartOf.get(id) ?? 0);
    return { batchId: id, code, day: dayOf(due_at), counts: toAreaCounts(sums, overdue, unplacedOf.get(id) ?? 0) };
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
  const batchesPerSlice = Math.max(Math.floor(GRIDS_PER_SLICE / Math.max(to - from, 1)), 1);
  const coverage: BatchCoverage[] = [];
  for (let first = 0; first < batches.length; first += batchesPerSlice) {
    if (first > 0) await breathe(signal);
    const slice = batches.slice(first, first + batchesPerSlice);
    coverage.push(...(asOfMs === undefined ? readBatches(context, area, slice) : readBatchesAsOf(context, area, slice, asOfMs)));
  }
  return coverage;
}
