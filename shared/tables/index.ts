import { alertTable } from './alert.table.ts';
import { batchTable } from './batch.table.ts';
import { gridProfileTable } from './grid-profile.table.ts';
import { positionTable } from './position.table.ts';
import type { RowOf } from './table-spec.ts';
import { taskTable } from './task.table.ts';
import { trackTable } from './track.table.ts';
import { visitTable } from './visit.table.ts';
import { workOrderTable } from './work-order.table.ts';
import { workerTable } from './worker.table.ts';

/** Every replicated table, after those that its rows refer to. A new table is one file and one row here. */
export const TABLES = {
  batch: batchTable,
  worker: workerTable,
  grid_profile: gridProfileTable,
  task: taskTable,
  visit: visitTable,
  alert: alertTable,
  work_order: workOrderTable,
  position: positionTable,
  track: trackTable,
} as const;

export type TableName = keyof typeof TABLES;
export type TableRow<Name extends TableName> = RowOf<(typeof TABLES)[Name]>;

export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

/** Small, and what a map can be looked at with: they come first, so that who has nothing yet sees them while the rest is on its way. */
export const FIRST_TABLES: readonly TableName[] = ['batch', 'worker', 'grid_profile', 'alert', 'work_order', 'position'];

/** In which a snapshot sends them. */
export const SNAPSHOT_ORDER: readonly TableName[] = [...FIRST_TABLES, ...TABLE_NAMES.filter((name) => !FIRST_TABLES.includes(name))];
