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
  readonly #keyIndex: number;
  readonly #insert: PreparedStatement;
  readonly #before: PreparedStatement;
  readonly #remove: PreparedStatement;
  readonly #updates = new Map<string, PreparedStatement>();
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

  /**
   * Writes the columns given, but for watched ones that are as before: SQLite would take a row out of every index whose columns are named, and put
   * it in again.
   */
  update(key: number, before: KeptCells, columns: readonly string[], cells: readonly CellValue[]): void {
    const isNew = (column: string, index: number) => {
      const at = this.watched.indexOf(column);
      return at < 0 || before[at] !== cells[index];
    };
    const changed = columns.filter(isNew);
    if (changed.length === 0) return;
    const values = cells.filter((_, index) => isNew(columns[index] ?? '', index));
    const id = changed.join();
    const statement = this.#updates.get(id) ?? this.#prepareUpdate(changed);
    this.#updates.set(id, statement);
    statement.run([...values, key]);
  }

  remove(key: number): void {
    this.#remove.run([key]);
  }

  truncate(): void {
    this.#db.execute(`DELETE FROM ${this.spec.name}`);
  }

  #prepareUpdate(columns: readonly string[]): PreparedStatement {
    const { name, key } = this.spec;
    return this.#db.prepare(`UPDATE ${name} SET ${columns.map((column) => `${column} = ?`).join(', ')} WHERE ${key} = ?`);
  }
}
