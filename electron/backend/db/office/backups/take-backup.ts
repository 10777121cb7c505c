import { chmodSync, rmSync } from 'node:fs';
import { CodedError } from '../../../../../shared/contract/errors.ts';
import { replaceDurably } from '../../../files/durable-file.ts';
import { openDatabase, type Database } from '../../database.ts';
import type { DatabaseKey } from '../../database-key.ts';
import { sql } from '../../sql.ts';
import { AuditChain } from '../audit-chain.ts';
import { BackupFolder, UNFINISHED } from './backup-folder.ts';
import type { BackupName } from './backup-name.ts';

export interface BackupJob {
  readonly officePath: string;
  readonly key: DatabaseKey;
  readonly nowMs: number;
}

function openCopy(path: string, key: DatabaseKey): Database {
  return openDatabase(path, { role: 'office', synchronous: 'OFF', readonly: true, key });
}

/**
 * Reads every page of a copy and walks its audit chain.
 * @param knownHash the entry that its chain must hold at least; none when nothing was known
 * @throws CodedError `office-damaged`; DatabaseError
 */
export function verifyBackup(path: string, key: DatabaseKey, knownHash?: string): void {
  const copy = openCopy(path, key);
  try {
    const isWhole = copy.value(sql`SELECT integrity_check FROM pragma_integrity_check()`) === 'ok';
    if (isWhole && new AuditChain(copy).verify(knownHash).intact) return;
  } finally {
    copy.close();
  }
  throw new CodedError('office-damaged', 'a copy of office.db is not what was copied', { path });
}

/** Copies the state of this moment, while others go on writing. Answers the last hash of the audit chain that it must hold. */
function copyOffice({ officePath, key }: BackupJob, path: string): string | undefined {
  const office = openCopy(officePath, key);
  try {
    const lastHash = new AuditChain(office).lastHash();
    office.run(sql`VACUUM INTO ${path}`);
    return lastHash;
  } finally {
    office.close();
  }
}

/**
 * Makes one verified copy of office.db, encrypted with the same key. It bears its name only once it is whole, checked and on disk: whatever
 * breaks this off leaves the copies that there were.
 * @throws CodedError `office-damaged`; DatabaseError
 */
export function takeBackup(job: BackupJob): BackupName {
  const folder = new BackupFolder(job.officePath);
  const backup = folder.next(job.nowMs);
  const path = folder.pathOf(backup);
  const unfinished = `${path}${UNFINISHED}`;
  try {
    const lastHash = copyOffice(job, unfinished);
    chmodSync(unfinished, 0o600);
    verifyBackup(unfinished, job.key, lastHash);
    replaceDurably(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
  folder.prune(job.nowMs);
  return backup;
}
