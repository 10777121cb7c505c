import { TABLES, TABLE_NAMES, type TableName } from '../../../shared/tables/index.ts';
import type { FreshnessSource } from '../../../shared/domain/sources.ts';
import type { TableSpec } from '../../../shared/tables/table-spec.ts';
import type { WriteDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { TouchRecorder, type AppliedTransaction } from './applied.ts';
import { type ReplicaCursor, StandWriter } from './book.ts';
import type { Change, ChangeTransaction, SourcePosition, UpsertChange } from './change.ts';
import { Quarantine, type StreamPlace } from './quarantine.ts';
import { asCells, asGivenCells, type CityLimits, type Defect } from './row-check.ts';
import { Summaries } from './summaries/index.ts';
import type { KeptCells, RowKeeper } from './summaries/row-keeper.ts';
import { TableWriter } from './table-writer.ts';

interface AppliedTo {
  readonly name: TableName;
  readonly writer: TableWriter;
  readonly keeper: RowKeeper | null;
  /** Where the row's grid stands among the watched cells, −1 for a table without one. */
  readonly gridIndex: number;
}

export interface ApplierOptions {
  readonly sourceId: string;
  readonly city: CityLimits;
  /** The clock, for tests. */
  readonly now?: () => number;
}

/** A change as it may arrive: a source is trusted to mean well, not to be right. */
interface IncomingChange {
  readonly op?: unknown;
  readonly table?: unknown;
  readonly key?: unknown;
  readonly row?: unknown;
  readonly values?: unknown;
}

/** What became of rows that were fetched once more. */
export interface Repeated {
  readonly applied: AppliedTransaction;
  readonly cured: number;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Which row a change is about, as far as it says so. */
function keyOf(change: IncomingChange, keyColumn: string): unknown {
  return isRecord(change.row) ? change.row[keyColumn] : change.key;
}

/** What the change holds for a column. */
function valueIn({ row, values }: IncomingChange, column: string): unknown {
  if (isRecord(row)) return row[column];
  return isRecord(values) ? values[column] : undefined;
}

function wholeDefect(reason: Defect['reason']): Defect {
  return { reason, column: '' };
}

/**
 * The one applier for every table of the registry: rows, summaries, freshness and cursor in one SQLite transaction. A transaction delivered
 * again changes nothing. A record that cannot be applied goes to the quarantine and its neighbours go on.
 */
export class Applier {
  readonly #db: WriteDb;
  readonly #sourceId: string;
  readonly #now: () => number;
  readonly #tables: ReadonlyMap<unknown, AppliedTo>;
  readonly #summaries: Summaries;
  readonly #quarantine: Quarantine;
  readonly #stand: StandWriter;
  #touched = new TouchRecorder();
  #fresh = new Set<FreshnessSource>();

  constructor(db: WriteDb, { sourceId, city, now = Date.now }: ApplierOptions) {
    this.#db = db;
    this.#sourceId = sourceId;
    this.#now = now;
    this.#summaries = new Summaries(db);
    this.#quarantine = new Quarantine(db);
    this.#stand = new StandWriter(db);
    this.#tables = new Map(TABLE_NAMES.map((name) => [name, this.#applyTo(name, city)]));
  }

  /** @throws DatabaseError; then nothing of the transaction is in the replica. */
  apply({ position, committedAtMs, changes }: ChangeTransaction): AppliedTransaction {
    this.#begin();
    this.#atomically(() => {
      changes.forEach((change, ordinal) => this.#change(change, { position, committedAtMs, ordinal }));
      this.#end(position, committedAtMs);
    });
    return this.#touched.finish(position, committedAtMs);
  }

  /**
   * Rows fetched once more, for keys that were set aside: those without a row are gone at the source. The cursor stays where it is, since the stream
   * brings these rows up to date later than it brought others. Answers what it touched and how many of the keys are set aside no longer.
   * @throws DatabaseError; then nothing of them is in the replica.
   */
  repeat(table: TableName, keys: readonly number[], changes: readonly UpsertChange[], cursor: ReplicaCursor): Repeated {
    const { position, committedAtMs } = cursor;
    this.#begin();
    let cured = 0;
    this.#atomically(() => {
      changes.forEach((change, ordinal) => this.#change(change, { position, committedAtMs, ordinal: -1 - ordinal }));
      const found = new Set(changes.map((change) => keyOf(change, TABLES[table].key)));
      for (const key of keys) if (!found.has(key)) this.#cured(table, key);
      this.#flush();
      cured = keys.filter((key) => !this.#quarantine.has(table, key)).length;
    });
    return { applied: this.#touched.finish(position, committedAtMs), cured };
  }

  /** Begins a transaction that comes in parts into a database that nobody reads before it is complete. */
  beginParts(): void {
    this.#begin();
  }

  /** @param ordinal of the first of these changes in the whole transaction */
  part(changes: readonly Change[], ordinal: number): void {
    this.#atomically(() => {
      changes.forEach((change, index) => this.#change(change, { position: '', committedAtMs: null, ordinal: ordinal + index }));
      this.#flush();
    });
  }

  /** Ends the transaction in parts: now its place in the stream is known. */
  endParts(position: SourcePosition, committedAtMs: number): void {
    this.#atomically(() => {
      this.#db.run(sql`UPDATE quarantine SET position = ${position}, committed_at = ${committedAtMs} WHERE position = ''`);
      this.#end(position, committedAtMs);
    });
  }

  #begin(): void {
    this.#touched = new TouchRecorder();
    this.#fresh = new Set();
  }

  #end(position: SourcePosition, committedAtMs: number): void {
    this.#flush();
    this.#stand.write({ sourceId: this.#sourceId, position, committedAtMs, appliedAtMs: this.#now() }, this.#fresh);
  }

  #flush(): void {
    for (const grid of this.#summaries.flush()) this.#touched.grid('batch', grid);
  }

  #atomically(work: () => void): void {
    try {
      this.#db.transaction(work);
    } catch (error) {
      this.#summaries.forget();
      this.#quarantine.reload();
      throw error;
    }
  }

  #applyTo(name: TableName, limits: CityLimits): AppliedTo {
    const spec: TableSpec = TABLES[name];
    const keeper = this.#summaries.keepers[name] ?? null;
    const needed = [...(keeper?.columns ?? []), ...('grid' in spec.columns ? ['grid'] : [])];
    const writer = new TableWriter(this.#db, spec, needed, limits);
    return { name, writer, keeper, gridIndex: writer.watched.indexOf('grid') };
  }

  #change(incoming: unknown, place: StreamPlace): void {
    const change: IncomingChange = isRecord(incoming) ? incoming : {};
    const defect = this.#apply(change);
    if (defect === null) return;
    const key = keyOf(change, this.#tables.get(change.table)?.writer.spec.key ?? '');
    const value = valueIn(change, defect.column);
    this.#quarantine.add(place, { table: change.table, key, defect, value, original: incoming });
    this.#touched.quarantine();
  }

  /** The row stands as the source has it. */
  #cured(table: TableName, key: number): void {
    if (this.#quarantine.clear(table, key)) this.#touched.quarantine();
  }

  #apply(change: IncomingChange): Defect | null {
    const to = this.#tables.get(change.table);
    if (to === undefined) return wholeDefect('unknownTable');
    const { source } = to.writer.spec;
    if (source !== null) this.#fresh.add(source);
    switch (change.op) {
      case 'upsert':
        return this.#upsert(to, change.row);
      case 'patch':
        return this.#patch(to, change.key, change.values);
      case 'delete':
        return this.#delete(to, change.key);
      case 'truncate':
        return this.#truncate(to);
      default:
        return wholeDefect('unknownOperation');
    }
  }

  #upsert(to: AppliedTo, row: unknown): Defect | null {
    if (!isRecord(row)) return wholeDefect('malformedRow');
    const { writer } = to;
    const values = writer.inOrder(row);
    const defect = writer.check.row(values);
    if (defect !== null) return defect;
    const cells = asCells(values);
    const key = writer.keyOf(cells);
    const before = writer.before(key);
    if (before === null) writer.insert(cells);
    else writer.update(key, before, cells);
    this.#touched.upserted(to.name, key);
    this.#cured(to.name, key);
    this.#replaced(to, before, writer.watchedOf(cells));
    return null;
  }

  #patch(to: AppliedTo, key: unknown, values: unknown): Defect | null {
    const { writer } = to;
    if (typeof key !== 'number' || !Number.isSafeInteger(key)) return wholeDefect('wrongKey');
    if (!isRecord(values)) return wholeDefect('malformedRow');
    const defect = writer.check.patch(values);
    if (defect !== null) return defect;
    if ((values[writer.spec.key] ?? key) !== key) return { reason: 'wrongKey', column: writer.spec.key };
    const before = writer.before(key);
    if (before === null) return wholeDefect('missingRow');
    const cells = asGivenCells(writer.inOrder(values));
    writer.update(key, before, cells);
    this.#touched.upserted(to.name, key);
    this.#replaced(to, before, writer.watchedAfter(before, cells));
    return null;
  }

  #delete(to: AppliedTo, key: unknown): Defect | null {
    if (typeof key !== 'number' || !Number.isSafeInteger(key)) return wholeDefect('wrongKey');
    this.#cured(to.name, key);
    const before = to.writer.before(key);
    if (before === null) return null;
    to.writer.remove(key);
    this.#touched.deleted(to.name, key);
    this.#replaced(to, before, null);
    return null;
  }

  #truncate(to: AppliedTo): null {
    to.writer.truncate();
    to.keeper?.truncate();
    this.#quarantine.clearTable(to.name);
    this.#touched.everything();
    return null;
  }

  #replaced(to: AppliedTo, before: KeptCells | null, after: KeptCells | null): void {
    to.keeper?.replace(before, after);
    for (const cells of [before, after]) {
      const grid = cells?.[to.gridIndex];
      if (typeof grid === 'number') this.#touched.grid(to.name, grid);
    }
  }
}
