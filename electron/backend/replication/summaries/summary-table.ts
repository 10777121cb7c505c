import type { Sql } from '../../db/sql.ts';

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
  /** A SELECT of keys and counts from the replicated tables (or from a summary recounted before this one), without rows of zeros. */
  readonly recount: Sql;
}

export function createSummaryTable(table: SummaryTable): string {
  const columns = [
    ...table.keys.map((name) => `${name} INTEGER NOT NULL`),
    ...table.counts.map((name) => `${name} INTEGER NOT NULL DEFAULT 0`),
  ];
  return `CREATE TABLE ${table.name} (${columns.join(', ')}, PRIMARY KEY (${table.keys.join(', ')})) STRICT, WITHOUT ROWID;`;
}
