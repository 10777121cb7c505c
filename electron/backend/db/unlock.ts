import type Sqlite from 'better-sqlite3';
import type { DatabaseKey } from './database-key.ts';

/** AEGIS-256: authenticated page by page, and the only one that costs next to nothing where the processor knows AES (docs/zh/security.md). */
export const CIPHER = 'aegis';

/** Fails as damage does when the file is not one of this key. */
export function unlock(native: Sqlite.Database, key: DatabaseKey): void {
  native.pragma(`cipher = '${CIPHER}'`);
  native.pragma(`hexkey = '${key.forDriver()}'`);
  native.prepare('SELECT COUNT(*) FROM sqlite_schema').get();
}
