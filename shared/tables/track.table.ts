import { defineTable, fixes, grid, integer, street, time, type RowOf } from './table-spec.ts';

/** Where a worker was during one shift; nothing of off-duty hours is in it. The row grows while the shift lasts. */
export const trackTable = defineTable({
  name: 'track',
  // It is written a quarter of an hour later: positions may have stopped meanwhile.
  source: null,
  key: 'id',
  columns: {
    id: integer,
    worker_id: integer,
    /** Street and grid that the worker is responsible for. */
    street,
    grid,
    /** The shift; after its end nothing comes. */
    started_at: time,
    ends_at: time,
    /** Up to when the fixes tell. */
    known_until: time,
    fixes,
  },
  indexes: [['started_at']],
});

export type TrackRow = RowOf<typeof trackTable>;
