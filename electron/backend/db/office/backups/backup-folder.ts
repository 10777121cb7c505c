import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { syncFolder } from '../../../files/durable-file.ts';
import { type BackupName, backupFileName, parseBackupFileName } from './backup-name.ts';
import { keptBackups } from './backup-retention.ts';

/** Marks a copy that is not whole, or not yet known to be. */
export const UNFINISHED = '.unfinished';

/** The verified copies of office.db, in a folder beside it. */
export class BackupFolder {
  readonly path: string;

  constructor(officePath: string) {
    this.path = join(dirname(officePath), 'backups');
  }

  /** The newest first. */
  list(): readonly BackupName[] {
    if (!existsSync(this.path)) return [];
    return readdirSync(this.path)
      .flatMap((fileName) => parseBackupFileName(fileName) ?? [])
      .sort((one, other) => other.sequence - one.sequence);
  }

  pathOf(backup: BackupName): string {
    return join(this.path, backupFileName(backup));
  }

  /** The name for a copy that is begun now; what an earlier one that was broken off left is removed. */
  next(nowMs: number): BackupName {
    mkdirSync(this.path, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(this.path)) if (name.includes(UNFINISHED)) rmSync(join(this.path, name), { force: true });
    return { sequence: (this.list()[0]?.sequence ?? 0) + 1, atMs: Math.floor(nowMs / 1000) * 1000 };
  }

  prune(nowMs: number): void {
    const backups = this.list();
    const kept = keptBackups(backups, nowMs);
    const old = backups.filter((backup) => !kept.has(backup));
    for (const backup of old) rmSync(this.pathOf(backup), { force: true });
    if (old.length > 0) syncFolder(this.path);
  }
}
