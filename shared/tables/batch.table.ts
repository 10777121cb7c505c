import { defineTable, integer, text, time, type RowOf } from './table-spec.ts';

/** A batch (批次): one list of people to screen, pushed at one moment for one cut-off. */
export const batchTable = defineTable({
  name: 'batch',
  source: 'screening',
  key: 'id',
  columns: {
    id: integer,
    /** As officials say it: month, day and running number, `1123-1`. */
    code: text,
    pushed_at: time,
    /** The cut-off by which it should be verified; its civil day is the batch's reporting day. */
    due_at: time,
    /** Who pushed it, e.g. 市大数据专班. */
    agency: text,
    /** The medium/high-risk area that the people come from. */
    origin_area: text,
    list_version: integer,
  },
  indexes: [['due_at']],
});

export type BatchRow = RowOf<typeof batchTable>;
