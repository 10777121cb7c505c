import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { DatabaseError, type DatabaseRole } from './database-error.ts';

const CHUNK_BYTES = 1024 * 1024;

function readAll(path: string): void {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
    for (let at = 0, got = -1; got !== 0; at += got) got = readSync(file, chunk, 0, CHUNK_BYTES, at);
  } finally {
    closeSync(file);
  }
}

/**
 * Our SQLite takes what a read that failed left behind for a damaged page (whole-log.ts): what looks damaged is so only if the disk gives back every
 * byte. Not while this process has the file open: closing it here would undo the locks of SQLite's connections.
 * @throws DatabaseError `unwritable`
 */
export function assertReadable(path: string, role: DatabaseRole): void {
  if (!existsSync(path)) return;
  try {
    readAll(path);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new DatabaseError({ role, statement: 'read', sqliteCode: 'SQLITE_IOERR_READ', detail });
  }
}
