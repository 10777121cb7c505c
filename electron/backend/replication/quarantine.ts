import { TABLE_NAMES, type TableName } from '../../../shared/tables/index.ts';
import type { PreparedStatement, ReadDb, WriteDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import type { SourcePosition } from './change.ts';
import type { Defect } from './row-check.ts';

const ORIGINAL_LENGTH = 2000;
const VALUE_LENGTH = 200;
/** A source that sends nothing but rubbish fills no disk: beyond this the oldest go. */
const MOST_KEPT = 100_000;
const DROPPED_AT_ONCE = 10_000;

/** Where a record stood in the stream; the same record delivered again has the same place. */
export interface StreamPlace {
  readonly position: SourcePosition;
  /** Null in a snapshot. */
  readonly committedAtMs: number | null;
  readonly ordinal: number;
}

/** A record that was set aside. */
export interface SetAside {
  readonly table: unknown;
  readonly key: unknown;
  readonly defect: Defect;
  /** What stood in the column that is meant. */
  readonly value: unknown;
  readonly original: unknown;
}

/** Which rows are set aside, those of one table together and so many at a time; only this row of them, if there is one. */
export function* quarantinedKeys(
  db: ReadDb,
  most: number,
  only: { readonly table: string; readonly key: string } | null,
): Generator<{ readonly table: TableName; readonly keys: readonly number[] }> {
  for (const table of TABLE_NAMES) {
    if (only !== null && only.table !== table) continue;
    const keys = db
      .values(sql`SELECT DISTINCT row_key FROM quarantine WHERE table_name = ${table} AND row_key <> '' ORDER BY id`)
      .filter(([key]) => only === null || key === only.key)
      .map(([key]) => Number(key))
      .filter((key) => Number.isSafeInteger(key));
    for (let from = 0; from < keys.length; from += most) yield { table, keys: keys.slice(from, from + most) };
  }
}

function asJson(original: unknown, length: number): string {
  const text = JSON.stringify(original, (_, value: unknown) => {
    if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (value instanceof Uint8Array) return `${value.length} bytes`;
    // Cut before it is copied into a longer text.
    return typeof value === 'string' ? value.slice(0, ORIGINAL_LENGTH) : value;
  });
  return (text ?? 'undefined').slice(0, length).toWellFormed();
}

function asName(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text.slice(0, 100).replaceAll('\0', '').toWellFormed();
}

/**
 * Records that could not be applied, kept in the open with the reason; their neighbours go on. A row has one entry, the latest, and none once
 * it was applied whole or is gone.
 */
export class Quarantine {
  readonly #db: WriteDb;
  readonly #insert: PreparedStatement;
  readonly #remove: PreparedStatement;
  /** Keys of the rows that have an entry, by table: asked for every row that is applied. */
  #keys: ReadonlyMap<string, Set<string>> = new Map();
  #count = 0;

  constructor(db: WriteDb) {
    this.#db = db;
    this.#insert = db.prepare(
      `INSERT OR REPLACE INTO quarantine (position, ordinal, reason, table_name, row_key, column_name, value, original, committed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#remove = db.prepare('DELETE FROM quarantine WHERE table_name = ? AND row_key = ?');
    this.reload();
  }

  /** Reads what is there: at the beginning, and after a transaction was rolled back. */
  reload(): void {
    const keys = new Map<string, Set<string>>(TABLE_NAMES.map((name) => [name, new Set()]));
    for (const [table, key] of this.#db.values(sql`SELECT table_name, row_key FROM quarantine`)) keys.get(String(table))?.add(String(key));
    this.#keys = keys;
    this.#count = this.#db.value<number>(sql`SELECT count(*) FROM quarantine`) ?? 0;
  }

  add({ position, ordinal, committedAtMs }: StreamPlace, { table, key, defect, value, original }: SetAside): void {
    const [tableName, rowKey] = [asName(table), asName(key)];
    if (rowKey !== '') this.#clear(tableName, rowKey);
    const shown = defect.column === '' ? '' : typeof value === 'string' ? value : asJson(value, VALUE_LENGTH);
    const texts = [defect.column, shown.slice(0, VALUE_LENGTH).replaceAll('\0', '␀').toWellFormed(), asJson(original, ORIGINAL_LENGTH)];
    this.#insert.run([position, ordinal, defect.reason, tableName, rowKey, ...texts, committedAtMs]);
    this.#keys.get(tableName)?.add(rowKey);
    this.#count += 1;
    if (this.#count > MOST_KEPT) this.#dropOldest();
  }

  /** The row was applied whole, or is gone. Answers whether there was an entry. */
  clear(table: TableName, key: number): boolean {
    const keys = this.#keys.get(table);
    return keys !== undefined && keys.size > 0 && this.#clear(table, String(key));
  }

  has(table: TableName, key: number): boolean {
    return this.#keys.get(table)?.has(String(key)) === true;
  }

  /** Entries of a table that was emptied. */
  clearTable(table: TableName): void {
    this.#count -= this.#db.run(sql`DELETE FROM quarantine WHERE table_name = ${table}`);
    this.#keys.get(table)?.clear();
  }

  #clear(table: string, key: string): boolean {
    if (this.#keys.get(table)?.delete(key) !== true) return false;
    this.#count -= this.#remove.run([table, key]);
    return true;
  }

  #dropOldest(): void {
    this.#db.run(sql`DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine ORDER BY id LIMIT ${DROPPED_AT_ONCE})`);
    this.reload();
  }
}
