import { replaceAndWipe, wipeFile } from '../files/wipe.ts';
import { encryptInPlace, openDatabase, type ReadDb, type WriteDb } from './database.ts';
import { DatabaseError, type DatabaseRole } from './database-error.ts';
import type { DatabaseKey } from './database-key.ts';
import { Sql, sql } from './sql.ts';

/** Rows of each table: what must be the same before and after. */
function rowCounts(db: ReadDb): string {
  const tables = db.values(sql`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`).map(([name]) => String(name));
  return JSON.stringify(tables.map((name) => [name, db.value(new Sql(`SELECT COUNT(*) FROM "${name}"`, []))]));
}

function isWhole(db: ReadDb): boolean {
  return db.value(sql`SELECT integrity_check FROM pragma_integrity_check()`) === 'ok';
}

/** Folds the write-ahead log into the file: none is left to be read, or to be replayed into the file that comes. */
function endLog(db: WriteDb, role: DatabaseRole): void {
  db.execute('PRAGMA journal_mode = DELETE');
  if (db.value(sql`SELECT journal_mode FROM pragma_journal_mode()`) === 'delete') return;
  throw new DatabaseError({ role, statement: 'encrypt', sqliteCode: 'SQLITE_BUSY', detail: 'somebody has it open' });
}

function copyPlain(path: string, copyPath: string, role: DatabaseRole): string {
  const plain = openDatabase(path, { role, synchronous: 'FULL', isFirst: true });
  try {
    endLog(plain, role);
    plain.run(sql`VACUUM INTO ${copyPath}`);
    return rowCounts(plain);
  } finally {
    plain.close();
  }
}

function assertSame(copyPath: string, role: DatabaseRole, key: DatabaseKey, expectedCounts: string): void {
  const copy = openDatabase(copyPath, { role, synchronous: 'OFF', readonly: true, key });
  try {
    if (isWhole(copy) && rowCounts(copy) === expectedCounts) return;
  } finally {
    copy.close();
  }
  throw new DatabaseError({ role, statement: 'encrypt', sqliteCode: 'SQLITE_CORRUPT', detail: 'the encrypted copy is not the same' });
}

/**
 * Encrypts a plain database that nobody has open. Its path holds the whole plain file until it holds the whole encrypted one, whatever moment
 * the process or the power ends.
 * @throws DatabaseError; the plain file is then as it was
 */
export function encryptDatabase(path: string, role: DatabaseRole, key: DatabaseKey): void {
  const copyPath = `${path}.encrypting`;
  wipeFile(copyPath);
  try {
    const counts = copyPlain(path, copyPath, role);
    encryptInPlace(copyPath, role, key);
    assertSame(copyPath, role, key, counts);
    replaceAndWipe(copyPath, path);
  } catch (error) {
    wipeFile(copyPath);
    throw error;
  }
}
