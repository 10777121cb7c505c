import { setImmediate as nextTurn } from 'node:timers/promises';
import { TABLES, TABLE_NAMES, type TableName } from '../../../shared/tables/index.ts';
import { openDatabase, type Database, type PreparedStatement, type ReadDb, type WriteDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { syncFile } from '../files/durable-file.ts';
import { type ArrivalStage, COVERAGE_STAGE, FIRST_STAGE, writeArrivals } from './arrivals.ts';
import { StandWriter } from './book.ts';
import type { SnapshotChunk, SnapshotPlan, SourcePosition } from './change.ts';
import { Quarantine } from './quarantine.ts';
import type { RebuildProgress } from './rebuild.ts';
import {
  createReplicaTables,
  keyOption,
  removeDatabaseFiles,
  replicaIndexes,
  type ReplicaIdentity,
  type ReplicaKey,
} from './replica-file.ts';
import { asCells, RowCheck, type CityLimits } from './row-check.ts';
import { SnapshotProgress } from './snapshot-progress.ts';
import { SUMMARY_FILLS } from './summaries/index.ts';

export interface SnapshotLoaderOptions extends ReplicaKey {
  /** Of the file that is made. */
  readonly path: string;
  readonly position: SourcePosition;
  readonly begunAtMs: number;
  readonly plan: SnapshotPlan;
  readonly identity: ReplicaIdentity;
  readonly city: CityLimits;
}

interface LoadedTable {
  readonly columns: readonly string[];
  readonly check: RowCheck;
  readonly insert: PreparedStatement;
  readonly keyIndex: number;
}

/** Rows looked at for the planner's statistics per index: enough to choose between indexes, independent of size. */
const ANALYSIS_LIMIT = 1000;

/** Helpers that SQLite may sort with while it makes an index. */
const SORTING_THREADS = 2;

/**
 * Loads a snapshot into a file of its own, without journal, indexes and summaries, and makes those at the end, or where a table is to be shown before. Until
 * the file is complete the replica beside it stays as it is; a load that was killed leaves only a file to delete.
 */
export class SnapshotLoader {
  readonly path: string;
  readonly position: SourcePosition;
  readonly #begunAtMs: number;
  readonly #identity: ReplicaIdentity;
  readonly #key: ReturnType<typeof keyOption>;
  readonly #db: Database;
  readonly #quarantine: Quarantine;
  readonly #tables: ReadonlyMap<unknown, LoadedTable>;
  readonly #progress: SnapshotProgress;
  /** Their indexes are made, and their summaries counted. */
  readonly #closed = new Set<TableName>();
  readonly #stages: ArrivalStage[] = [FIRST_STAGE, COVERAGE_STAGE];

  constructor(options: SnapshotLoaderOptions) {
    const { path, position, begunAtMs, plan, identity } = options;
    removeDatabaseFiles(path);
    this.path = path;
    this.position = position;
    this.#begunAtMs = begunAtMs;
    this.#key = keyOption(options);
    this.#progress = new SnapshotProgress(plan);
    this.#identity = identity;
    this.#db = openDatabase(path, { role: 'replica', synchronous: 'OFF', journal: 'OFF', cacheKiB: 64 * 1024, ...this.#key });
    createReplicaTables(this.#db, identity);
    this.#db.execute(`PRAGMA threads = ${SORTING_THREADS};`);
    this.#quarantine = new Quarantine(this.#db);
    this.#tables = new Map(
      TABLE_NAMES.map((name) => {
        const columns = Object.keys(TABLES[name].columns);
        const insert = this.#db.prepare(`INSERT OR REPLACE INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`);
        return [name, { columns, check: new RowCheck(TABLES[name], options.city), insert, keyIndex: columns.indexOf(TABLES[name].key) }];
      }),
    );
  }

  get loaded(): Pick<RebuildProgress, 'table' | 'doneRows' | 'expectedRows' | 'tables'> {
    return this.#progress.loaded;
  }

  get read(): ReadDb {
    return this.#db;
  }

  /** @throws DatabaseError; the load is then beyond repair (there is no journal) and must be abandoned. */
  load(chunk: SnapshotChunk): void {
    if (this.#closed.has(chunk.table)) throw new Error(`${chunk.table} was complete by the source's own plan`);
    const table = this.#tables.get(chunk.table);
    this.#db.transaction(() => {
      chunk.rows.forEach((row, index) => {
        const defect = table === undefined ? { reason: 'unknownTable' as const, column: '' } : table.check.row(row);
        if (table !== undefined && defect === null) table.insert.run(asCells(row));
        else if (defect !== null) {
          const place = { position: this.position, committedAtMs: null, ordinal: this.#progress.doneRows + index };
          const value = row[table?.columns.indexOf(defect.column) ?? -1];
          this.#quarantine.add(place, { table: chunk.table, key: row[table?.keyIndex ?? 0], defect, value, original: row });
        }
      });
    });
    this.#progress.add(chunk);
  }

  /** What can be shown now that this chunk is the next; each once. */
  stageBefore({ table }: SnapshotChunk): ArrivalStage | null {
    const [next] = this.#stages;
    if (next === undefined || !this.#progress.isBehind(table, next.tables)) return null;
    this.#stages.shift();
    return next;
  }

  /** Makes the indexes of a stage's tables, and counts them. @throws DatabaseError, as `load` does */
  async close({ tables }: ArrivalStage): Promise<void> {
    await this.#index(tables);
    await this.#count(tables);
    for (const table of tables) this.#closed.add(table);
  }

  /** Leaves what is here in a file that holds no complete snapshot, and is on disk. @throws DatabaseError; the load itself is none the worse */
  copyTo(path: string, stage: ArrivalStage): void {
    removeDatabaseFiles(path);
    try {
      this.#db.run(sql`VACUUM INTO ${path}`);
      const copy = openDatabase(path, { role: 'replica', synchronous: 'OFF', journal: 'OFF', ...this.#key });
      try {
        this.arrive(copy, stage);
      } finally {
        copy.close();
      }
      syncFile(path);
    } catch (error) {
      // On a full disk it would keep it full.
      removeDatabaseFiles(path);
      throw error;
    }
  }

  /** Writes down what of a stage's rows may be shown. */
  arrive(db: WriteDb, stage: ArrivalStage): void {
    db.transaction(() => writeArrivals(db, stage, this.#progress.tables, this.#begunAtMs));
  }

  /** Indexes, then one recount, then the cursor; the file is complete and on disk when it resolves. Lets others run between the steps. */
  async finish(committedAtMs: number, report: (phase: 'indexing' | 'counting') => void): Promise<void> {
    this.#progress.end();
    report('indexing');
    await this.#index(TABLE_NAMES);
    this.#db.execute(`PRAGMA analysis_limit = ${ANALYSIS_LIMIT}; ANALYZE;`);
    report('counting');
    await this.#count(TABLE_NAMES);
    const sources = new Set(this.#progress.tables.map((name) => TABLES[name].source).filter((source) => source !== null));
    this.#db.transaction(() => {
      const cursor = { sourceId: this.#identity.sourceId, position: this.position, committedAtMs, appliedAtMs: committedAtMs };
      new StandWriter(this.#db).write(cursor, sources);
    });
    this.#db.close();
    syncFile(this.path);
  }

  abandon(): void {
    this.#db.close();
    removeDatabaseFiles(this.path);
  }

  async #index(tables: readonly TableName[]): Promise<void> {
    for (const { table, statements } of replicaIndexes()) {
      if (!tables.includes(table) || this.#closed.has(table)) continue;
      await nextTurn();
      this.#db.execute(statements);
    }
  }

  async #count(tables: readonly TableName[]): Promise<void> {
    for (const { counted, fill } of SUMMARY_FILLS) {
      if (!tables.includes(counted) || this.#closed.has(counted)) continue;
      await nextTurn();
      fill(this.#db);
    }
  }
}
