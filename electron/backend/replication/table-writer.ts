import type { CellValue, TableSpec } from '../../../shared/tables/table-spec.ts';
import type { PreparedStatement, WriteDb } from '../db/database.ts';
import { Sql } from '../db/sql.ts';
import { RowCheck, type CityLimits } from './row-check.ts';
import type { KeptCells } from './summaries/row-keeper.ts';

/** The statements of one replicated table. */
export class TableWriter {
  readonly spec: TableSpec;
  readonly check: RowCheck;
  readonly columns: readonly string[];
  /** Columns read of a row before it changes: those the summaries need and those in indexes. */
  readonly watched: readonly string[];
  readonly #db: WriteDb;
  readonly #watchedIndexes: readonly number[];
  /** Where each column stands among the watched ones, −1 when it is none of them. */
  readonly #watchedAt: readonly number[];
  readonly #keyIndex: number;
  readonly #insert: PreparedStatement;
  readonly #before: PreparedStatement;
  readonly #remove: PreparedStatement;
  /** By the columns that they write, a bit each. */
  readonly #updates = new Map<number, PreparedStatement>();
  /** No row has a higher key: most rows that come are new, and need no look for what was there before. */
  #highestKey: number;

  constructor(db: WriteDb, spec: TableSpec, needed: readonly string[], limits: CityLimits) {
    const { name, key } = spec;
    this.spec = spec;
    this.check = new RowCheck(spec, limits);
    this.columns = Object.keys(spec.columns);
    this.watched = [...new Set([...needed, ...spec.indexes.flat()])];
    this.#db = db;
    this.#watchedIndexes = this.watched.map((column) => this.columns.indexOf(column));
    this.#watchedAt = this.columns.map((column) => this.watched.indexOf(column));
    this.#keyIndex = this.columns.indexOf(key);
    this.#insert = db.prepare(`INSERT INTO ${name} VALUES (${this.columns.map(() => '?').join(', ')})`);
    this.#before = db.prepare(`SELECT ${[...this.watched, key].join(', ')} FROM ${name} WHERE ${key} = ?`);
    this.#remove = db.prepare(`DELETE FROM ${name} WHERE ${key} = ?`);
    this.#highestKey = Number(db.value(new Sql(`SELECT max(${key}) FROM ${name}`, [])) ?? Number.NEGATIVE_INFINITY);
  }

  keyOf(cells: readonly CellValue[]): number {
    return Number(cells[this.#keyIndex]);
  }

  watchedOf(cells: readonly CellValue[]): KeptCells {
    return this.#watchedIndexes.map((index) => cells[index] as number | null);
  }

  /** The watched cells of the row as it stands, null when there is none. */
  before(key: number): KeptCells | null {
    if (key > this.#highestKey) return null;
    return (this.#before.get([key]) as KeptCells | undefined) ?? null;
  }

  insert(cells: readonly CellValue[]): void {
    this.#insert.run(cells);
    this.#highestKey = Math.max(this.#highestKey, this.keyOf(cells));
  }

  /** The cells of some columns in the order of all, undefined where there is none. */
  inOrder(values: Readonly<Record<string, unknown>>): readonly unknown[] {
    return this.columns.map((column) => values[column]);
  }

  /** The watched cells after some were written. */
  watchedAfter(before: KeptCells, cells: readonly (CellValue | undefined)[]): KeptCells {
    return this.#watchedIndexes.map((index, at) => (cells[index] === undefined ? (before[at] ?? null) : (cells[index] as number | null)));
  }

  /**
   * Writes the cells given (undefined: not given), but for the key and for watched ones that are as before: SQLite takes a row out of every index
   * whose columns are named, and out of all of them where the key is, and puts it in again.
   */
  update(key: number, before: KeptCells, cells: readonly (CellValue | undefined)[]): void {
    const values: CellValue[] = [];
    let changed = 0;
    for (let index = 0; index < cells.length; index += 1) {
      const cell = cells[index];
      const at = this.#watchedAt[index] ?? -1;
      if (cell === undefined || index === this.#keyIndex || (at >= 0 && before[at] === cell)) continue;
      changed |= 1 << index;
      values.push(cell);
    }
    if (changed === 0) return;
    values.push(key);
    const statement = this.#updates.get(changed) ?? this.#prepareUpdate(changed);
    statement.run(values);
  }

  remove(key: number): void {
    this.#remove.run([key]);
  }

  truncate(): void {
    this.#db.execute(`DELETE FROM ${this.spec.name}`);
  }

  #prepareUpdate(changed: number): PreparedStatement {
    const { name, key } = this.spec;
    const columns = this.columns.filter((_, index) => (changed & (1 << index)) !== 0);
    const statement = this.#db.prepare(`UPDATE ${name} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE ${key} = ?`);
    this.#updates.set(changed, statement);
    return statement;
  }
}
