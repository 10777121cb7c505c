import type { CellValue, TableSpec } from '../../../shared/tables/table-spec.ts';
import type { PreparedStatement, WriteDb } from '../db/database.ts';
import { RowCheck, type CityLimits } from './row-check.ts';
import type { KeptCells } from './summaries/row-keeper.ts';

/** The statements of one replicated table. */
export class TableWriter {
  readonly spec: TableSpec;
  readonly check: RowCheck;
  readonly columns: readonly string[];
  /** Columns read of a row before it changes. */
  readonly watched: readonly string[];
  readonly #db: WriteDb;
  readonly #watchedIndexes: readonly number[];
  readonly #keyIndex: number;
  readonly #insert: PreparedStatement;
  readonly #update: PreparedStatement;
  readonly #before: PreparedStatement;
  readonly #remove: PreparedStatement;
  readonly #patches = new Map<string, PreparedStatement>();

  constructor(db: WriteDb, spec: TableSpec, watched: readonly string[], limits: CityLimits) {
    const { name, key } = spec;
    this.spec = spec;
    this.check = new RowCheck(spec, limits);
    this.columns = Object.keys(spec.columns);
    this.watched = watched;
    this.#db = db;
    this.#watchedIndexes = watched.map((column) => this.columns.indexOf(column));
    this.#keyIndex = this.columns.indexOf(key);
    this.#insert = db.prepare(`INSERT INTO ${name} VALUES (${this.columns.map(() => '?').join(', ')})`);
    this.#update = this.#prepareUpdate(this.columns);
    this.#before = db.prepare(`SELECT ${watched.length === 0 ? key : watched.join(', ')} FROM ${name} WHERE ${key} = ?`);
    this.#remove = db.prepare(`DELETE FROM ${name} WHERE ${key} = ?`);
  }

  keyOf(cells: readonly CellValue[]): number {
    return Number(cells[this.#keyIndex]);
  }

  watchedOf(cells: readonly CellValue[]): KeptCells {
    return this.#watchedIndexes.map((index) => cells[index] as number | null);
  }

  /** The watched cells of the row as it stands, null when there is none. */
  before(key: number): KeptCells | null {
    return (this.#before.get([key]) as KeptCells | undefined) ?? null;
  }

  insert(cells: readonly CellValue[]): void {
    this.#insert.run(cells);
  }

  update(key: number, cells: readonly CellValue[]): void {
    this.#update.run([...cells, key]);
  }

  patch(key: number, columns: readonly string[], cells: readonly CellValue[]): void {
    const id = columns.join();
    const statement = this.#patches.get(id) ?? this.#prepareUpdate(columns);
    this.#patches.set(id, statement);
    statement.run([...cells, key]);
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
