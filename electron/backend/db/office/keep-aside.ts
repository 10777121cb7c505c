import { existsSync, renameSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFolder } from '../../files/durable-file.ts';
import { fileTime } from './backups/backup-name.ts';

/** The name under which a database is kept aside: `office.damaged-2026-11-23T10-05-00.db`. */
export function asideName(path: string, why: 'damaged' | 'kept', nowMs: number): string {
  return `${basename(path, '.db')}.${why}-${fileTime(nowMs)}.db`;
}

/** Moves a database, if there is one, with its log out of the way, so that another may take its path. */
export function keepAside(path: string, aside: string): void {
  // The log first: a database without its log is older, a log without its database is nothing.
  for (const suffix of ['-shm', '-wal', '-journal', '']) {
    if (existsSync(`${path}${suffix}`)) renameSync(`${path}${suffix}`, join(dirname(path), `${aside}${suffix}`));
  }
  syncFolder(dirname(path));
}
