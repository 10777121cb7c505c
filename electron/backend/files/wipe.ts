import { closeSync, fstatSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { replaceDurably } from './durable-file.ts';
import { systemCodeOf } from './system-error.ts';

const ZEROS = new Uint8Array(1024 * 1024);

function overwrite(file: number): void {
  const { size } = fstatSync(file);
  for (let at = 0; at < size; at += ZEROS.length) writeSync(file, ZEROS, 0, Math.min(ZEROS.length, size - at), at);
  fsyncSync(file);
}

/**
 * Removes a plain file after writing over what it held. A solid-state disk or a file system with snapshots may keep older blocks
 * nevertheless: only encryption of the whole disk covers those.
 */
export function wipeFile(path: string): void {
  try {
    const file = openSync(path, 'r+');
    try {
      overwrite(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    // Not there, or not ours to write: what can be done is to remove it.
    if (systemCodeOf(error) === '') throw error;
  }
  rmSync(path, { force: true });
}

/** Puts a finished file in a plain one's place, then writes over the plain one's blocks. */
export function replaceAndWipe(finishedPath: string, path: string): void {
  // Windows replaces no file that is open, and there the old blocks are left to the disk's encryption.
  if (process.platform === 'win32') return replaceDurably(finishedPath, path);
  const plain = openSync(path, 'r+');
  try {
    replaceDurably(finishedPath, path);
    overwrite(plain);
  } finally {
    closeSync(plain);
  }
}
