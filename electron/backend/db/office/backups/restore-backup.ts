import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { CodedError } from '../../../../../shared/contract/errors.ts';
import { replaceDurably } from '../../../files/durable-file.ts';
import { DatabaseError } from '../../database-error.ts';
import type { DatabaseKey } from '../../database-key.ts';
import { asideName, keepAside } from '../keep-aside.ts';
import { BackupFolder } from './backup-folder.ts';
import type { BackupName } from './backup-name.ts';
import { type BackupJob, verifyBackup } from './take-backup.ts';

export interface RestoredBackup {
  readonly backup: BackupName;
  /** Name of the file that it took the place of; null when there was none. */
  readonly keptAs: string | null;
}

function isGood(path: string, key: DatabaseKey): boolean {
  try {
    verifyBackup(path, key);
    return true;
  } catch (error) {
    // Of another key, damaged since, or gone: the one before it may be good.
    if (error instanceof CodedError && error.code === 'office-damaged') return false;
    if (error instanceof DatabaseError && error.trouble === 'unwritable') return false;
    throw error;
  }
}

/** The newest copy that this key opens and that is still whole; null when there is none. */
export function newestGoodBackup(folder: BackupFolder, key: DatabaseKey): BackupName | null {
  return folder.list().find((backup) => isGood(folder.pathOf(backup), key)) ?? null;
}

/**
 * Puts the newest good copy in office.db's place; what lies there is kept aside under a name of its own. `note` writes into the copy what became
 * of it, before it takes that place. Broken off, the next start does it again: either the damaged file is still there, or none.
 * Null when there is no good copy, and then nothing is touched.
 */
export function restoreNewestBackup(
  { officePath, key, nowMs }: BackupJob,
  note: (copyPath: string, restored: RestoredBackup) => void,
): RestoredBackup | null {
  const folder = new BackupFolder(officePath);
  const backup = newestGoodBackup(folder, key);
  if (backup === null) return null;
  const unfinished = `${officePath}.restoring`;
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${unfinished}${suffix}`, { force: true });
  copyFileSync(folder.pathOf(backup), unfinished);
  const aside = asideName(officePath, 'damaged', nowMs);
  const restored = { backup, keptAs: existsSync(officePath) ? aside : null };
  note(unfinished, restored);
  // Also a log without its database: it must not be replayed into the copy.
  keepAside(officePath, aside);
  replaceDurably(unfinished, officePath);
  return restored;
}
