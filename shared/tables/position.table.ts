import { defineTable, grid, integer, latitude, longitude, street, time, type RowOf } from './table-spec.ts';

/** The latest position of a worker on duty; the row is deleted when the shift ends. */
export const positionTable = defineTable({
  name: 'position',
  source: 'positions',
  key: 'worker_id',
  columns: {
    worker_id: integer,
    street,
    /** The grid the worker stands in, −1 outside all grids. */
    grid,
    longitude,
    latitude,
    /** Degrees clockwise from north. */
    heading: integer,
    located_at: time,
  },
  indexes: [['grid']],
});

export type PositionRow = RowOf<typeof positionTable>;
