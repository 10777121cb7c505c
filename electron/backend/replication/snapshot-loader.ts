import { setImmediate as nextTurn } from 'node:timers/promises';
import { TABLES, TABLE_NAMES, type TableName } from '../../../shared/tables/index.ts';
import { openDatabase, type Database, type PreparedStatement } from '../db/database.ts';
import { syncFile } from '../files/durable-file.ts';
import { StandWriter } from './book.ts';
import type { SnapshotChunk, SourcePosition } from './change.ts';
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
import { SUMMARY_FILLS } from './summaries/index.ts';

export interface SnapshotLoaderOptions extends ReplicaKey {
  /** Of the file that is made. */
  readonly path: string;
  readonly position: SourcePosition;
  /** Rows of all tables; 0 where the source does not know it beforehand. */
  readonly expectedRows: number;
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
 * Loads a snapshot into a file of its own, without journal, indexes and summaries, and makes those once at the end. Until the file is complete
 * the replica beside it stays as it is; a load that was killed leaves only a file to delete.
 */
export class SnapshotLoader {
  readonly path: string;
  readonly position: SourcePosition;
  readonly #identity: ReplicaIdentity;
  readonly #db: Database;
  readonly #quarantine: Quarantine;
  readonly #tables: ReadonlyMap<unknown, LoadedTable>;
  readonly #expected = new Map<TableName, number>();
  readonly #expectedInAll: number;
  #doneRows = 0;

  constructor(options: SnapshotLoaderOptions) {
    const { path, position, expectedRows, identity } = options;
    removeDatabaseFiles(path);
    this.#expectedInAll = expectedRows;
    this.path = path;
    this.position = position;
    this.#identity = identity;
    this.#db = openDatabase(path, { role: 'replica', synchronous: 'OFF', journal: 'OFF', cacheKiB: 64 * 1024, ...keyOption(options) });
    createReplicaTables(this.#db, identity);
    this.#quarantine = new Quarantine(this.#db);
    this.#tables = new Map(
      TABLE_NAMES.map((name) => {
        const columns = Object.keys(TABLES[name].columns);
        const insert = this.#db.prepare(`INSERT OR REPLACE INTO ${name} VALUES (${columns.map(() => '?').join(', ')})`);
        return [name, { columns, check: new RowCheck(TABLES[name], options.city), insert, keyIndex: columns.indexOf(TABLES[name].key) }];
      }),
    );
  }

  get loaded(): Pick<RebuildProgress, 'table' | 'doneRows' | 'expectedRows'> {
    const expectedRows = [...this.#expected.values()].reduce((sum, rows) => sum + rows, 0);
    const table = [...this.#expected.keys()].at(-1) ?? null;
    return { table, doneRows: this.#doneRows, expectedRows: Math.max(this.#expectedInAll, expectedRows, this.#doneRows) };
  }

  /** @throws DatabaseError; the load is then beyond repair (there is no journal) and must be abandoned. */
  load(chunk: SnapshotChunk): void {
    const table = this.#tables.get(chunk.table);
    this.#expected.set(chunk.table, chunk.expectedRows);
    this.#db.transaction(() => {
      chunk.rows.forEach((row, index) => {
        const defect = table === undefined ? { reason: 'unknownTable' as const, column: '' } : table.check.row(row);
        if (table !== undefined && defect === null) table.insert.run(asCells(row));
        else if (defect !== null) {
          const place = { position: this.position, committedAtMs: null, ordinal: this.#doneRows + index };
          const value = row[table?.columns.indexOf(defect.column) ?? -1];
          this.#quarantine.add(place, { table: chunk.table, key: row[table?.keyIndex ?? 0], defect, value, original: row });
        }
      });
    });
    this.#doneRows += chunk.rows.length;
  }

  /** Indexes, then one recount, then the cursor; the file is complete and on disk when it resolves. Lets others run between the steps. */
  async finish(committedAtMs: number, report: (phase: 'indexing' | 'counting') => void): Promise<void> {
    report('indexing');
    this.#db.execute(`PRAGMA threads = ${SORTING_THREADS};`);
    for (const indexes of replicaIndexes()) {
      await nextTurn();
      this.#db.execute(indexes);
    }
    this.#db.execute(`PRAGMA analysis_limit = ${ANALYSIS_LIMIT}; ANALYZE;`);
    report('counting');
    for (const fill of SUMMARY_FILLS) {
      await nextTurn();
      fill(this.#db);
    }
    const sources = new Set([...this.#expected.keys()].map((name) => TABLES[name].source).filter((source) => source !== null));
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
}
