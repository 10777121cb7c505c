import { CodedError } from '../../../shared/contract/errors.ts';
import { type Database, openDatabase, type DatabaseOptions, readable, type ReadDb, type SqlCell } from './database.ts';
import type { Sql } from './sql.ts';

/**
 * A connection that only reads a file which another one writes. Whatever is asked in one turn of the event loop, up to the next `await`, sees
 * one committed state, as it would on the writer's own thread. It can be closed and opened again under those who hold it.
 */
export class TurnReader implements ReadDb {
  readonly [readable] = true;
  readonly #path: string;
  readonly #options: Omit<DatabaseOptions, 'readonly' | 'synchronous'>;
  #db: Database | null = null;
  #isInTurn = false;

  constructor(path: string, options: Omit<DatabaseOptions, 'readonly' | 'synchronous'>) {
    this.#path = path;
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#db !== null;
  }

  /** @throws DatabaseError; then it stays closed. */
  open(): void {
    this.#db ??= openDatabase(this.#path, { ...this.#options, readonly: true, synchronous: 'NORMAL' });
  }

  close(): void {
    this.#db?.close();
    this.#db = null;
    this.#isInTurn = false;
  }

  rows<Row>(query: Sql): Row[] {
    return this.#turn().rows(query);
  }

  row<Row>(query: Sql): Row | undefined {
    return this.#turn().row(query);
  }

  values(query: Sql): SqlCell[][] {
    return this.#turn().values(query);
  }

  value<Value extends SqlCell>(query: Sql): Value | undefined {
    return this.#turn().value(query);
  }

  #turn(): Database {
    const db = this.#db;
    if (db === null) throw new CodedError('replica-not-ready', 'the replica is being exchanged');
    if (this.#isInTurn) return db;
    db.holdState();
    this.#isInTurn = true;
    queueMicrotask(() => {
      if (db !== this.#db) return;
      this.#isInTurn = false;
      db.releaseState();
    });
    return db;
  }
}
