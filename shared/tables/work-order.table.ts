import { PLACEMENTS } from '../domain/screening.ts';
import { WORK_ORDER_CATEGORIES, WORK_ORDER_SOURCES, WORK_ORDER_STATES } from '../domain/work-orders.ts';
import { compound, defineTable, grid, integer, nullable, oneOf, personal, street, text, time, type RowOf } from './table-spec.ts';

/** A work order (工单), those of the 12345 hotline included. */
export const workOrderTable = defineTable({
  name: 'work_order',
  source: 'workOrders',
  key: 'id',
  columns: {
    id: integer,
    street,
    grid,
    placement: oneOf(PLACEMENTS),
    compound,
    source: oneOf(WORK_ORDER_SOURCES),
    category: oneOf(WORK_ORDER_CATEGORIES),
    state: oneOf(WORK_ORDER_STATES),
    /** 1 while supervised (督办). */
    supervised: integer,
    title: text,
    reporter_name: personal('name'),
    reporter_phone: personal('phone'),
    address: personal('address'),
    reported_at: time,
    due_at: time,
    accepted_at: nullable(time),
    dispatched_at: nullable(time),
    handled_at: nullable(time),
    closed_at: nullable(time),
    deferred_at: nullable(time),
  },
  indexes: [['grid', 'reported_at'], ['reported_at'], ['state', 'due_at']],
});

export type WorkOrderRow = RowOf<typeof workOrderTable>;
