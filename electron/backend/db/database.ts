import Sqlite from 'better-sqlite3';
import { DatabaseError, toDatabaseError, type DatabaseRole } from './database-error.ts';
import type { DatabaseKey } from './database-key.ts';
import type { Sql, SqlValue } from './sql.ts';
import { CIPHER, unlock } from './unlock.ts';
import { openWithWholeLog } from './whole-log.ts';

/** One value as SQLite hands it out. */
export type SqlCell = number | string | Uint8Array | null;

/** Marks what can be asked; for those who make a ReadDb of another one. */
export const readable = Symbol('ReadDb');
const writable = Symbol('WriteDb');

/** A database that can only be asked. Row types are the caller's word for what its SELECT yields. */
export interface ReadDb {
  readonly [readable]: true;
  rows<Row>(query: Sql): Row[];
  row<Row>(query: Sql): Row | undefined;
  /** Rows as arrays of values in the order of the SELECT: the fast way for thousands of rows. */
  values(query: Sql): SqlCell[][];
  /** The first column of the first row. */
  value<Value extends SqlCell>(query: Sql): Value | undefined;
}

/** A statement kept by a caller that runs it for thousands of rows. */
export interface PreparedStatement {
  /** Rows changed. */
  run(values: readonly SqlValue[]): number;
  /** The first row as an array of values. */
  get(values: readonly SqlValue[]): SqlCell[] | undefined;
}

export interface WriteDb extends ReadDb {
  readonly [writable]: true;
  /** Rows changed. */
  run(statement: Sql): number;
  /** Several statements without values (DDL). */
  execute(script: string): void;
  prepare(text: string): PreparedStatement;
  /** All or nothing, begun with the write lock. Not nestable. */
  transaction<Result>(work: () => Result): Result;
}

export interface SlowQuery {
  readonly statement: string;
  readonly durationMs: number;
}

export interface DatabaseOptions {
  readonly role: DatabaseRole;
  /** Encrypts file, log and journals. Without one the file is plain: in memory, or from before there was a key. */
  readonly key?: DatabaseKey;
  /** FULL keeps every commit through a power cut (office.db); NORMAL may lose the last ones, never the order (replica); OFF for a file that is thrown away unless it is completed. */
  readonly synchronous: 'FULL' | 'NORMAL' | 'OFF';
  readonly journal?: 'WAL' | 'OFF';
  readonly readonly?: boolean;
  /** Nobody else has it open: then it is refused where SQLite does not find all that the log holds. */
  readonly isFirst?: boolean;
  readonly cacheKiB?: number;
  readonly mmapBytes?: number;
  readonly busyTimeoutMs?: number;
  /** Pages of the log after which a commit copies it into the file; 0 leaves that to others. Default 4,000: 16 MiB. */
  readonly checkpointPages?: number;
  readonly slowQueryMs?: number;
  readonly onSlowQuery?: (slow: SlowQuery) => void;
  /** Called before the error is thrown, whichever statement met the damage. */
  readonly onDamaged?: (error: DatabaseError) => void;
}

export interface Database extends WriteDb {
  readonly path: string;
  /** False once it was closed, or could not be opened again. */
  readonly isOpen: boolean;
  /** Until `releaseState`, every question sees the state that the first one sees. */
  holdState(): void;
  releaseState(): void;
  /** Closes, lets `exchange` put another file in this path's place, and opens again; statements prepared before are void. */
  reopen(exchange: () => Promise<void>): Promise<void>;
  close(): void;
}

const STATEMENTS_KEPT = 400;
/** Pages that change often are copied from the log into the file once for many commits. */
const WAL_PAGES_BEFORE_CHECKPOINT = 4000;
const WAL_BYTES_KEPT = 64 * 1024 * 1024;

type Mode = 'object' | 'array' | 'single';

/** Without a journal an error leaves what it likes: the driver takes that for unsafe, and would keep one without a word. */
function setJournal(native: Sqlite.Database, journal: 'WAL' | 'OFF'): void {
  if (journal === 'OFF') native.unsafeMode(true);
  native.pragma(`journal_mode = ${journal}`);
  native.unsafeMode(false);
}

class SqliteDatabase implements Database {
  readonly [readable] = true;
  readonly [writable] = true;
  readonly path: string;
  readonly #options: DatabaseOptions;
  #native: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement>();

  constructor(path: string, options: DatabaseOptions) {
    this.path = path;
    this.#options = options;
    this.#native = this.#open();
  }

  get isOpen(): boolean {
    return this.#native.open;
  }

  rows<Row>(query: Sql): Row[] {
    return this.#guard(query.text, true, () => this.#reader(query.text, 'object').all(query.values) as Row[]);
  }

  row<Row>(query: Sql): Row | undefined {
    return this.#guard(query.text, true, () => this.#reader(query.text, 'object').get(query.values) as Row | undefined);
  }

  values(query: Sql): SqlCell[][] {
    return this.#guard(query.text, true, () => this.#reader(query.text, 'array').all(query.values) as SqlCell[][]);
  }

  value<Value extends SqlCell>(query: Sql): Value | undefined {
    return this.#guard(query.text, true, () => this.#reader(query.text, 'single').get(query.values) as Value | undefined);
  }

  run(statement: Sql): number {
    return this.#guard(statement.text, true, () => this.#statement(statement.text, 'object').run(statement.values).changes);
  }

  execute(script: string): void {
    this.#guard(script, false, () => this.#native.exec(script));
  }

  prepare(text: string): PreparedStatement {
    const statement = this.#guard(text, false, () => this.#native.prepare(text));
    if (statement.reader) statement.raw(true);
    return {
      run: (values) => this.#guard(text, true, () => statement.run(values).changes),
      get: (values) => this.#guard(text, true, () => statement.get(values) as SqlCell[] | undefined),
    };
  }

  transaction<Result>(work: () => Result): Result {
    this.#runKept('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#runKept('COMMIT');
      return result;
    } catch (error) {
      // A full disk has already rolled back; anything else has not.
      if (this.#native.open && this.#native.inTransaction) this.#native.exec('ROLLBACK');
      throw error;
    }
  }

  holdState(): void {
    this.execute('BEGIN');
  }

  releaseState(): void {
    // An error in between may have ended it already. Nothing was written, and where a page is damaged a COMMIT would fail over it once more.
    if (this.#native.open && this.#native.inTransaction) this.execute('ROLLBACK');
  }

  async reopen(exchange: () => Promise<void>): Promise<void> {
    this.close();
    try {
      await exchange();
    } finally {
      this.#native = this.#open();
    }
  }

  close(): void {
    this.#statements.clear();
    this.#native.close();
  }

  /** Without values; prepared once, since a transaction of one row is not much more than its beginning and its end. */
  #runKept(text: string): void {
    this.#guard(text, false, () => this.#statement(text, 'object').run());
  }

  #open(): Sqlite.Database {
    const { isFirst = false, key } = this.#options;
    return this.#guard('open', false, () => (isFirst ? openWithWholeLog(this.path, key, () => this.#openNative()) : this.#openNative()));
  }

  #openNative(): Sqlite.Database {
    const {
      key,
      readonly = false,
      busyTimeoutMs = 5000,
      cacheKiB = 16 * 1024,
      mmapBytes = 0,
      checkpointPages = WAL_PAGES_BEFORE_CHECKPOINT,
      journal = 'WAL',
      synchronous,
    } = this.#options;
    const native = new Sqlite(this.path, { readonly, timeout: busyTimeoutMs });
    try {
      if (key !== undefined) unlock(native, key);
      if (!readonly) setJournal(native, journal);
      native.pragma(`synchronous = ${synchronous}`);
      native.pragma(`cache_size = ${-cacheKiB}`);
      native.pragma(`mmap_size = ${mmapBytes}`);
      native.pragma(`journal_size_limit = ${WAL_BYTES_KEPT}`);
      native.pragma('temp_store = MEMORY');
      native.pragma(`wal_autocheckpoint = ${checkpointPages}`);
      return native;
    } catch (error) {
      native.close();
      throw error;
    }
  }

  /** Statements are kept by text and by the shape of their rows; the least recently used one goes first. */
  #statement(text: string, mode: Mode): Sqlite.Statement {
    const key = `${mode} ${text}`;
    const kept = this.#statements.get(key);
    if (kept !== undefined) {
      this.#statements.delete(key);
      this.#statements.set(key, kept);
      return kept;
    }
    const statement = this.#guard(text, false, () => this.#native.prepare(text));
    if (mode === 'array') statement.raw(true);
    if (mode === 'single') statement.pluck(true);
    this.#statements.set(key, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > STATEMENTS_KEPT && oldest !== undefined) this.#statements.delete(oldest);
    return statement;
  }

  #reader(text: string, mode: Mode): Sqlite.Statement {
    const statement = this.#statement(text, mode);
    if (!statement.readonly)
      throw new DatabaseError({
        role: this.#options.role,
        statement: text,
        sqliteCode: 'SQLITE_READONLY',
        detail: 'a question may not write',
      });
    return statement;
  }

  #guard<Result>(statement: string, bound: boolean, work: () => Result): Result {
    const { role, onSlowQuery, slowQueryMs = 50 } = this.#options;
    const startMs = onSlowQuery === undefined ? 0 : performance.now();
    try {
      return work();
    } catch (error) {
      const wrapped = toDatabaseError(error, role, statement, bound);
      if (wrapped.trouble === 'damaged') this.#options.onDamaged?.(wrapped);
      throw wrapped;
    } finally {
      if (onSlowQuery !== undefined) {
        const durationMs = performance.now() - startMs;
        if (durationMs >= slowQueryMs) onSlowQuery({ statement, durationMs });
      }
    }
  }
}

/**
 * Encrypts a plain database that nobody else has open, in place: when it is broken off, the file is lost. Only for a copy.
 * @throws DatabaseError
 */
export function encryptInPlace(path: string, role: DatabaseRole, key: DatabaseKey): void {
  try {
    const native = new Sqlite(path);
    try {
      for (const pragma of ['journal_mode = OFF', 'synchronous = OFF', 'temp_store = MEMORY', `cipher = '${CIPHER}'`])
        native.pragma(pragma);
      native.pragma(`hexrekey = '${key.forDriver()}'`);
    } finally {
      native.close();
    }
  } catch (error) {
    throw toDatabaseError(error, role, 'encrypt', true);
  }
}

/** Opens or makes the file. @throws DatabaseError `damaged` when it is no database, `unwritable` when it cannot be opened. */
export function openDatabase(path: string, options: DatabaseOptions): Database {
  return new SqliteDatabase(path, options);
}
