import { existsSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { parseDay, startOfDay } from '../../../../shared/domain/time.ts';
import { wipeFile } from '../../files/wipe.ts';
import { DatabaseError } from '../database-error.ts';
import type { DatabaseKey } from '../database-key.ts';
import { encryptDatabase } from '../encrypt-database.ts';
import { databaseFileKind } from '../file-kind.ts';
import type { BackupFolder } from './backups/backup-folder.ts';

/** As versions without encryption named their copies: one a day, and one before each migration. */
const DAILY_COPY = /^office-(\d{4}-\d{2}-\d{2})\.db$/;
const LANDED_COPY = /^office-(\d{4}-\d{2}-\d{2}|before-\d{4})\.db$/;

/** Whether it is encrypted now; a damaged one cannot be. */
function encryptIfWhole(path: string, key: DatabaseKey): boolean {
  try {
    encryptDatabase(path, 'office', key);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.trouble === 'damaged') return false;
    throw error;
  }
}

/** Copies that were made without a key are encrypted, and those of a day take their place among the others. */
function encryptLandedCopies(backups: BackupFolder, key: DatabaseKey): void {
  if (!existsSync(backups.path)) return;
  const names = readdirSync(backups.path).filter((name) => LANDED_COPY.test(name));
  for (const name of names.sort()) {
    const path = join(backups.path, name);
    // A damaged copy could not be restored, and must not stay readable.
    if (databaseFileKind(path) === 'plain' && !encryptIfWhole(path, key)) wipeFile(path);
    const day = parseDay(DAILY_COPY.exec(name)?.[1] ?? '');
    if (day !== null && existsSync(path)) renameSync(path, backups.pathOf(backups.next(startOfDay(day))));
  }
}

/**
 * Encrypts what versions without encryption left: office.db and its copies. Does nothing where nothing is plain; a damaged office.db stays
 * as it is, to be kept aside.
 * @throws DatabaseError
 */
export function encryptLandedFiles(officePath: string, backups: BackupFolder, key: DatabaseKey): void {
  // Left by a start that was broken off: plain, or half encrypted.
  wipeFile(`${officePath}.encrypting`);
  encryptLandedCopies(backups, key);
  if (databaseFileKind(officePath) === 'plain') encryptIfWhole(officePath, key);
}
