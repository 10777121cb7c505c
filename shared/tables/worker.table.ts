import { WORKER_ROLES } from '../domain/workers.ts';
import { defineTable, grid, integer, oneOf, personal, street, type RowOf } from './table-spec.ts';

/** A community worker (社工), grid worker (网格员) or grid leader (网格长) and the shift of the day. */
export const workerTable = defineTable({
  name: 'worker',
  source: 'positions',
  key: 'id',
  columns: {
    id: integer,
    street,
    /** The grid that the worker is responsible for. */
    grid,
    role: oneOf(WORKER_ROLES),
    worker_name: personal('name'),
    phone: personal('phone'),
    /** Minutes since civil midnight; an end before the start runs past midnight. */
    shift_start_minute: integer,
    shift_end_minute: integer,
  },
  indexes: [['grid'], ['street']],
});

export type WorkerRow = RowOf<typeof workerTable>;
