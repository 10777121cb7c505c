import type { WorkOrderListRow, WorkOrderPage, WorkOrderQuery } from '../../../shared/contract/backend-api.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { WorkOrderRow } from '../../../shared/tables/work-order.table.ts';
import { Sql, sql } from '../db/sql.ts';
import { duringIn, inArea } from './area-filter.ts';
import { WORK_ORDER_STATE } from './codes.ts';
import { masked } from './masked.ts';
import type { QueryContext } from './query-context.ts';

const IS_CLOSED = sql`state IN (${WORK_ORDER_STATE.closed}, ${WORK_ORDER_STATE.calledBack})`;

function inFigure(figure: WorkOrderQuery['figure'], nowMs: number): Sql {
  switch (figure) {
    case 'all':
      return new Sql('TRUE', []);
    case 'open':
      return sql`NOT ${IS_CLOSED}`;
    case 'overdue':
      return sql`NOT ${IS_CLOSED} AND due_at <= ${nowMs} AND deferred_at IS NULL`;
    case 'closed':
      return IS_CLOSED;
  }
}

function toListRow(order: WorkOrderRow): WorkOrderListRow {
  return {
    id: order.id,
    grid: order.grid,
    source: order.source,
    category: order.category,
    state: order.state,
    supervised: order.supervised !== 0,
    title: order.title,
    reporterName: order.reporter_name,
    address: order.address,
    reportedAtMs: order.reported_at,
    dueAtMs: order.due_at,
    closedAtMs: order.closed_at,
    deferredAtMs: order.deferred_at,
  };
}

function readWorkOrders({ db }: QueryContext, condition: Sql, limit: number, offset: number): WorkOrderListRow[] {
  const rows = db.rows<WorkOrderRow>(
    sql`SELECT * FROM work_order WHERE ${condition} ORDER BY reported_at DESC, id DESC LIMIT ${limit} OFFSET ${offset}`,
  );
  return rows.map((row) => toListRow(masked(row, TABLES.work_order)));
}

function countWorkOrders({ db }: QueryContext, condition: Sql): number {
  return db.value<number>(sql`SELECT COUNT(*) FROM work_order WHERE ${condition}`) ?? 0;
}

/** Work orders of an area, the latest first. Overdue (超时) are open ones past their due time that were not deferred. */
export function workOrders(context: QueryContext, { area, figure, offset, limit }: WorkOrderQuery): WorkOrderPage {
  const condition = sql`${inArea(context.city, 'grid', area)} AND ${inFigure(figure, context.clock.now())}`;
  return { total: countWorkOrders(context, condition), rows: readWorkOrders(context, condition, limit, offset) };
}

export function openWorkOrders(context: QueryContext, area: AreaRef): number {
  return countWorkOrders(context, sql`${inArea(context.city, 'grid', area)} AND ${inFigure('open', context.clock.now())}`);
}

/** The latest work orders reported in a span, for a timeline. */
export function latestWorkOrders(
  context: QueryContext,
  area: AreaRef,
  fromMs: number,
  toMs: number,
  limit: number,
): readonly WorkOrderListRow[] {
  const condition = sql`${inArea(context.city, 'grid', area)} AND ${duringIn(area, 'reported_at', fromMs, toMs)}`;
  return readWorkOrders(context, condition, limit, 0);
}
