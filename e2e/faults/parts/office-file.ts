import { createHash } from 'node:crypto';
import { openDatabase } from '../../../electron/backend/db/database.ts';
import { officePath } from '../../../electron/backend/db/office/office.ts';
import { Sql, sql } from '../../../electron/backend/db/sql.ts';
import { TEST_KEYS } from '../../../electron/backend/keys/testing/test-security.ts';

/** A hash over every table of the office's own database in this folder, rows and definitions; it may be open elsewhere. */
export function officeDigest(folder: string): string {
  const db = openDatabase(officePath(folder), { role: 'office', synchronous: 'FULL', readonly: true, key: TEST_KEYS.office });
  try {
    const digest = createHash('sha256');
    for (const [name, definition] of db.values(sql`SELECT name, sql FROM sqlite_schema WHERE type = 'table' ORDER BY name`)) {
      digest.update(`${name} ${definition}`);
      for (const row of db.values(new Sql(`SELECT * FROM "${name}" ORDER BY 1`, []))) digest.update(JSON.stringify(row));
    }
    return digest.digest('hex');
  } finally {
    db.close();
  }
}
