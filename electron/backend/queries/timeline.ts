import type { TimelineEntry } from '../../../shared/contract/backend-api.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { LIST_MARKS } from '../../../shared/domain/screening.ts';
import { type Sql, sql } from '../db/sql.ts';
import { COUNT_AT } from '../replication/summaries/coverage-counts.ts';
import { latestAlerts } from './alerts.ts';
import { inGrids } from './area-filter.ts';
import { sumCoverage } from './coverage-rows.ts';
import type { QueryContext } from './query-context.ts';
import { latestVisits } from './visits.ts';
import { latestWorkOrders } from './work-orders.ts';

export interface TimelineRequest {
  readonly area: AreaRef;
  readonly fromMs: number;
  readonly toMs: number;
  readonly limit: number;
}

/** Batches that brought the area tasks, and how many of them were in the list already. */
function batchEntries({ db, city, asOfMs }: QueryContext, { area, fromMs, toMs, limit }: TimelineRequest): TimelineEntry[] {
  const range = gridRangeOf(city, area);
  const placed = (id: number): Sql => sql`SELECT COUNT(*) FROM task WHERE batch_id = ${id} AND ${inGrids('grid', range)} AND placement = 0`;
  const batches = db.rows<{ id: number; code: string; pushed_at: number }>(sql`SELECT id, code, pushed_at FROM batch
    WHERE pushed_at >= ${fromMs} AND pushed_at < ${toMs} ORDER BY pushed_at DESC LIMIT ${limit}`);
  return batches.flatMap(({ id, code, pushed_at }) => {
    const tasks = asOfMs === undefined ? sumCoverage(db, [id], range)[COUNT_AT.listed] : db.value<number>(placed(id));
    if (tasks === undefined || tasks === 0) return [];
    const duplicates = db.value<number>(sql`${placed(id)} AND list_mark = ${LIST_MARKS.indexOf('duplicate')}`) ?? 0;
    return [{ kind: 'batch', atMs: pushed_at, code, tasks, duplicates } as const];
  });
}

/** What happened in an area, the latest first: alerts, work orders, visits and pushed batches in one line. */
export function timeline(context: QueryContext, request: TimelineRequest): TimelineEntry[] {
  const { area, fromMs, toMs, limit } = request;
  const entries: TimelineEntry[] = [
    ...latestAlerts(context, area, fromMs, toMs, limit).map((alert) => ({ kind: 'alert' as const, atMs: alert.raisedAtMs, alert })),
    ...latestWorkOrders(context, area, fromMs, toMs, limit).map((workOrder) => ({
      kind: 'workOrder' as const,
      atMs: workOrder.reportedAtMs,
      workOrder,
    })),
    ...latestVisits(context, area, fromMs, toMs, limit).map((visit) => ({ kind: 'visit' as const, atMs: visit.visitedAtMs, visit })),
    ...batchEntries(context, request),
  ];
  return entries.sort((left, right) => right.atMs - left.atMs).slice(0, limit);
}
