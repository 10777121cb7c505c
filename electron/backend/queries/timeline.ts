import type { TimelineEntry } from '../../../shared/contract/backend-api.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { LIST_MARKS } from '../../../shared/domain/screening.ts';
import { type Sql, sql } from '../db/sql.ts';
import { latestAlerts } from './alerts.ts';
import { inGrids } from './area-filter.ts';
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
  const inGridRange = inGrids('grid', gridRangeOf(city, area));
  const listed: Sql =
    asOfMs === undefined
      ? sql`SELECT CAST(TOTAL(listed) AS INTEGER) FROM summary_grid_batch WHERE batch_id = batch.id AND ${inGridRange}`
      : sql`SELECT COUNT(*) FROM task WHERE batch_id = batch.id AND ${inGridRange} AND placement = 0`;
  const rows = db.rows<{ code: string; pushed_at: number; tasks: number; duplicates: number }>(sql`SELECT code, pushed_at,
      (${listed}) AS tasks,
      (SELECT COUNT(*) FROM task WHERE batch_id = batch.id AND ${inGridRange} AND placement = 0
        AND list_mark = ${LIST_MARKS.indexOf('duplicate')}) AS duplicates
    FROM batch WHERE pushed_at >= ${fromMs} AND pushed_at < ${toMs} ORDER BY pushed_at DESC LIMIT ${limit}`);
  return rows
    .filter(({ tasks }) => tasks > 0)
    .map(({ code, pushed_at, tasks, duplicates }) => ({ kind: 'batch', atMs: pushed_at, code, tasks, duplicates }));
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
