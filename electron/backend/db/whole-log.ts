import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { DatabaseKey } from './database-key.ts';
import { committedFrames } from './log-frames.ts';
import { unlock } from './unlock.ts';

/** As SQLite's own errors are, so that it is named as they are. */
class LogNotRead extends Error {
  readonly code = 'SQLITE_IOERR_READ';
}

/** What a database says that keeps no log: then the one that lies there was another's. */
const KEEPS_NONE = -1;

function assertSees(native: Sqlite.Database, frames: number): void {
  const [seen] = native.pragma('wal_checkpoint(NOOP)') as { readonly log: number }[];
  if (seen?.log !== frames && seen?.log !== KEEPS_NONE)
    throw new LogNotRead(`of ${frames} committed pages in the log, ${seen?.log} were found`);
}

function framesOnDisk(path: string): number {
  // SQLite throws the log of an empty file away: nothing can have been written to it alone.
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0) return 0;
  try {
    return committedFrames(`${path}-wal`);
  } catch (error) {
    throw new LogNotRead(error instanceof Error ? error.message : String(error));
  }
}

/**
 * What `open` makes of a file that nobody else has open, if it finds all that the log holds. Our SQLite does not pass on every error of a read
 * (github.com/utelle/SQLite3MultipleCiphers/pull/272; no release of the driver has it yet): where a log cannot be read it takes it for shorter, or for
 * none, and deletes it when it closes. So a connection that can delete nothing reads it first, its count is held against ours, and it stays until the
 * other one sees the same.
 * @throws LogNotRead; then nothing was touched
 */
export function openWithWholeLog(path: string, key: DatabaseKey | undefined, open: () => Sqlite.Database): Sqlite.Database {
  const frames = framesOnDisk(path);
  if (frames === 0) return open();
  const first = new Sqlite(path, { readonly: true });
  try {
    if (key !== undefined) unlock(first, key);
    assertSees(first, frames);
    const native = open();
    try {
      assertSees(native, frames);
      return native;
    } catch (error) {
      native.close();
      throw error;
    }
  } finally {
    first.close();
  }
}
