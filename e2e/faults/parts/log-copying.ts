import { closeSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';

/** Where SQLite's index of a log says up to which frame it is copied, and up to which one is being copied (sqlite.org/walformat.html). */
const [COPIED_AT, ATTEMPTED_AT] = [96, 128];
const WORD_BYTES = 4;

/**
 * Whether a log is being copied into its database at this moment, or was when whoever did it was killed: seen in what its processes share, without
 * taking part.
 * @param path of a database that other processes have open
 */
export function isLogHalfCopied(path: string): boolean {
  const bytes = Buffer.alloc(ATTEMPTED_AT + WORD_BYTES);
  try {
    const file = openSync(`${path}-shm`, 'r');
    try {
      if (readSync(file, bytes, 0, bytes.length, 0) < bytes.length) return false;
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // Nobody has written since it was opened, or the file is just being exchanged.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
    throw error;
  }
  const [copied, attempted] = [COPIED_AT, ATTEMPTED_AT].map((at) =>
    endianness() === 'LE' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at),
  );
  return (attempted ?? 0) > (copied ?? 0);
}
