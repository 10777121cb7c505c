import { FIRST_TABLES, type TableName } from '../../../shared/tables/index.ts';
import type { ReadDb, WriteDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';

/** What can be looked at before a first snapshot is complete. */
export type ArrivedPart = 'alerts' | 'workers' | 'workOrders' | 'coverage';

export interface Arrival {
  readonly part: ArrivedPart;
  /** Its rows are no older than this. */
  readonly asOfMs: number;
}

/** Rows that are shown together. */
export interface ArrivalStage {
  /** All of them have to be here. */
  readonly tables: readonly TableName[];
  /** What they show, and which of them each part needs: a source that sends no positions shows no workers. */
  readonly parts: readonly { readonly part: ArrivedPart; readonly needs: readonly TableName[] }[];
}

export const FIRST_STAGE: ArrivalStage = {
  tables: FIRST_TABLES,
  parts: [
    { part: 'alerts', needs: ['alert'] },
    { part: 'workers', needs: ['worker', 'position'] },
    { part: 'workOrders', needs: ['work_order'] },
  ],
};

/** Counts of tasks alone: the tasks themselves are not among what is shown. */
export const COVERAGE_STAGE: ArrivalStage = {
  tables: ['batch', 'task'],
  parts: [{ part: 'coverage', needs: ['batch', 'task'] }],
};

/** In a file that holds no complete snapshot: what of it may be shown. Empty in every other. */
export const ARRIVALS_DDL = 'CREATE TABLE arrived (part TEXT PRIMARY KEY, as_of INTEGER NOT NULL) STRICT, WITHOUT ROWID;\n';

export function readArrivals(db: ReadDb): readonly Arrival[] {
  return db.rows<Arrival>(sql`SELECT part, as_of AS asOfMs FROM arrived`);
}

/** @param tables those that the snapshot brings */
export function writeArrivals(db: WriteDb, { parts }: ArrivalStage, tables: readonly TableName[], asOfMs: number): void {
  for (const { part, needs } of parts) {
    if (needs.every((table) => tables.includes(table))) db.run(sql`INSERT INTO arrived VALUES (${part}, ${asOfMs})`);
  }
}
