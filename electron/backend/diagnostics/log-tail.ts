import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { scrub } from '../log/scrub.ts';

/** About a day of a quiet log, and the whole of a bad hour. */
const TAIL_BYTES = 2 * 1024 * 1024;

function endOf(path: string, most: number): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const bytes = Buffer.alloc(Math.min(size, most));
    readSync(file, bytes, 0, bytes.length, size - bytes.length);
    const text = bytes.toString('utf8');
    // The first line may be cut.
    return bytes.length === size ? text : text.slice(text.indexOf('\n') + 1);
  } finally {
    closeSync(file);
  }
}

/** The last lines of the log in this data folder, oldest first; once more without anything that a line should never have held. Empty without a log. */
export function logTail(dataFolder: string): string {
  const folder = join(dataFolder, 'logs');
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.log'));
  } catch {
    return '';
  }
  let tail = '';
  // By day and number: `backend.2026-11-23.2.log`.
  for (const name of names.sort((one, other) => other.localeCompare(one, 'en', { numeric: true }))) {
    if (tail.length >= TAIL_BYTES) break;
    tail = endOf(join(folder, name), TAIL_BYTES - tail.length) + tail;
  }
  return scrub(tail);
}
