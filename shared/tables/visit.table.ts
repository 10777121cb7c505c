import { VISIT_KINDS } from '../domain/workers.ts';
import { compound, defineTable, grid, integer, oneOf, street, time, type RowOf } from './table-spec.ts';

/** A check-in (打卡) at a door: vertical patrol by building, unit and floor. */
export const visitTable = defineTable({
  name: 'visit',
  source: 'visits',
  key: 'id',
  columns: {
    id: integer,
    worker_id: integer,
    street,
    grid,
    compound,
    kind: oneOf(VISIT_KINDS),
    /** −1 when the visit belongs to no task. */
    task_id: integer,
    building: integer,
    unit: integer,
    floor_from: integer,
    floor_to: integer,
    households: integer,
    visited_at: time,
  },
  indexes: [['grid', 'visited_at'], ['visited_at']],
});

export type VisitRow = RowOf<typeof visitTable>;
