import type { WriteDb } from '../../db/database.ts';
import { Sql } from '../../db/sql.ts';

/**
 * A table of counts that is kept up with the rows it counts. Both ways of making it, deltas and recount, must agree to the row: a row whose
 * counts are all zero does not exist.
 */
export interface SummaryTable {
  readonly name: string;
  /** Integer columns that make the primary key. */
  readonly keys: readonly string[];
  readonly counts: readonly string[];
  /** Counts that are all zero exactly when every count is. */
  readonly presence: readonly string[];
  /** A SELECT of keys and counts from the replicated tables, without rows of zeros. */
  readonly recount: Sql;
}

export function createSummaryTable(table: SummaryTable): string {
  const columns = [
    ...table.keys.map((name) => `${name} INTEGER NOT NULL`),
    ...table.counts.map((name) => `${name} INTEGER NOT NULL DEFAULT 0`),
  ];
  return `CREATE TABLE ${table.name} (${columns.join(', ')}, PRIMARY KEY (${table.keys.join(', ')})) STRICT, WITHOUT ROWID;`;
}

/** Counts all rows into the empty table. */
export function fillSummaryTable(db: WriteDb, { name, recount }: SummaryTable): void {
  db.run(new Sql(`INSERT INTO ${name} ${recount.text}`, recount.values));
}
