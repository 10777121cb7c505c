import { existsSync, rmSync, statSync } from 'node:fs';
import { TABLE_NAMES, TABLES, type TableName } from '../../../shared/tables/index.ts';
import { replicatedSpecHash } from '../../../shared/tables/spec-hash.ts';
import type { TableSpec } from '../../../shared/tables/table-spec.ts';
import { openDatabase, type Database, type DatabaseOptions, type ReadDb, type WriteDb } from '../db/database.ts';
import { DatabaseError } from '../db/database-error.ts';
import type { DatabaseKey } from '../db/database-key.ts';
import { createIndexes, createTable } from '../db/ddl.ts';
import { databaseFileKind } from '../db/file-kind.ts';
import { assertReadable } from '../db/readable.ts';
import { Sql, sql } from '../db/sql.ts';
import { wipeFile } from '../files/wipe.ts';
import { ARRIVALS_DDL, readArrivals } from './arrivals.ts';
import { BOOK_DDL } from './book.ts';
import type { RebuildReason } from './rebuild.ts';
import { SUMMARY_DDL, SUMMARY_VERSION } from './summaries/index.ts';

/** Layout of the replica's own tables; a file with a higher number was made by a newer program. */
const REPLICA_FORMAT = 5;

/** Who a replica was made by and for. */
export interface ReplicaIdentity {
  readonly sourceId: string;
  /** Hash over all table specs, the layout, the summaries' version and the city version: indices of another city mean other places. */
  readonly hash: string;
}

export function replicaIdentity(sourceId: string, cityVersion: string): ReplicaIdentity {
  return { sourceId, hash: replicatedSpecHash([REPLICA_FORMAT, SUMMARY_VERSION, cityVersion]) };
}

const SPECS: readonly TableSpec[] = Object.values(TABLES);

/** Tables and identity of an empty replica, without the secondary indexes. */
export function createReplicaTables(db: WriteDb, identity: ReplicaIdentity): void {
  const tables = [...SPECS.map(createTable), ...SUMMARY_DDL];
  db.transaction(() => {
    db.execute(`${BOOK_DDL}${ARRIVALS_DDL}${tables.join('\n')}\nPRAGMA user_version = ${REPLICA_FORMAT};`);
    db.run(sql`INSERT INTO replica (identity, source_id) VALUES (${identity.hash}, ${identity.sourceId})`);
  });
}

/** One statement list per replicated table, so that the caller can breathe between them. */
export function replicaIndexes(): readonly { readonly table: TableName; readonly statements: string }[] {
  return TABLE_NAMES.map((table) => ({ table, statements: createIndexes(TABLES[table]) }));
}

export function removeJournals(path: string): void {
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(`${path}${suffix}`, { force: true });
}

export function removeDatabaseFiles(path: string): void {
  removeJournals(path);
  rmSync(path, { force: true });
}

/** Removes a plain database and its log after writing over what they held. */
export function wipeDatabaseFiles(path: string): void {
  for (const suffix of ['-wal', '']) wipeFile(`${path}${suffix}`);
  removeJournals(path);
}

/** A file shorter than its own page count has lost its end. Only asked while no write-ahead log holds the rest. */
function isCutShort(db: Database): boolean {
  const bytes = Number(db.value(sql`SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()`));
  const walBytes = statSync(`${db.path}-wal`, { throwIfNoEntry: false })?.size ?? 0;
  return walBytes === 0 && statSync(db.path).size < bytes;
}

/**
 * Checks the small tables alone, and reads of the others what an applier reads at its start: a whole check of a full replica takes seconds, and
 * damage elsewhere is met and healed at use.
 */
function isVisiblyDamaged(db: ReadDb): boolean {
  for (const { name, key } of SPECS) db.value(new Sql(`SELECT max(${key}) FROM ${name}`, []));
  return ['replica', 'stand', 'batch', 'summary_unplaced'].some(
    (table) => db.value<string>(new Sql(`SELECT quick_check FROM pragma_quick_check('${table}')`, [])) !== 'ok',
  );
}

function whyRebuild(db: Database, identity: ReplicaIdentity): RebuildReason | null {
  if (Number(db.value(sql`SELECT user_version FROM pragma_user_version()`)) > REPLICA_FORMAT) return 'newer';
  if (db.value(sql`SELECT count(*) FROM sqlite_schema`) === 0) return 'missing';
  if (isCutShort(db)) return 'damaged';
  const made = db.row<{ identity: string; source_id: string }>(sql`SELECT identity, source_id FROM replica`);
  if (made === undefined) return 'damaged';
  if (made.identity !== identity.hash) return 'spec-changed';
  if (isVisiblyDamaged(db)) return 'damaged';
  if (made.source_id !== identity.sourceId) return 'source-changed';
  // Parts of a first snapshot that was broken off: the next one begins with nothing.
  return readArrivals(db).length > 0 ? 'missing' : null;
}

/** What the replica is encrypted with. */
export interface ReplicaKey {
  /** None in tests that look at the file. */
  readonly key?: DatabaseKey;
  /** The key that the file was made with is gone: it cannot be told from damage otherwise. */
  readonly keyChanged?: boolean;
}

export function keyOption({ key }: ReplicaKey): Pick<DatabaseOptions, 'key'> {
  return key === undefined ? {} : { key };
}

/** Why the file at this path cannot serve as the replica, or null. Leaves the file as it is. @throws DatabaseError `unwritable` where it cannot be read */
export function inspectReplica(path: string, identity: ReplicaIdentity, key: ReplicaKey = {}): RebuildReason | null {
  if (!existsSync(path)) return 'missing';
  if (key.key !== undefined && databaseFileKind(path) === 'plain') return 'unencrypted';
  const reason = judged(path, identity, key);
  return reason === 'damaged' && key.keyChanged === true ? 'key-changed' : reason;
}

/** What looks damaged is looked at once more: a single read that failed looks like it too. */
function judged(path: string, identity: ReplicaIdentity, key: ReplicaKey): RebuildReason | null {
  const reason = whyUnfit(path, identity, key);
  if (reason !== 'damaged') return reason;
  assertReadable(path, 'replica');
  return whyUnfit(path, identity, key);
}

function whyUnfit(path: string, identity: ReplicaIdentity, key: ReplicaKey): RebuildReason | null {
  try {
    const db = openDatabase(path, { role: 'replica', synchronous: 'NORMAL', isFirst: true, ...keyOption(key) });
    try {
      return whyRebuild(db, identity);
    } finally {
      db.close();
    }
  } catch (error) {
    // A schema that lacks our tables fails as a statement, a broken page as damage; a file nobody may open is no reason to delete it.
    if (error instanceof DatabaseError && (error.trouble === 'damaged' || error.trouble === 'failed')) return 'damaged';
    throw error;
  }
}
