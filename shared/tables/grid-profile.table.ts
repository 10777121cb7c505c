import { bytes, defineTable, grid, integer, personal, street, time, type RowOf } from './table-spec.ts';

/** What the platform knows about a grid beyond its shape: its leader and how old its 45 categories of data are. */
export const gridProfileTable = defineTable({
  name: 'grid_profile',
  source: 'dataAges',
  key: 'grid',
  columns: {
    grid,
    street,
    /** Worker id of the grid leader (网格长). */
    leader_id: integer,
    leader_name: personal('name'),
    leader_phone: personal('phone'),
    /** When each category of DATA_CATEGORIES was last collected: 45 little-endian uint32 minutes since the epoch, 0 for never. */
    data_collected_at: bytes,
    updated_at: time,
  },
  indexes: [['street']],
});

export type GridProfileRow = RowOf<typeof gridProfileTable>;
