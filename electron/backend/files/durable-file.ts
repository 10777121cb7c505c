import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the names in a folder survive a power cut. Windows keeps them by itself and lets nobody open a folder. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Puts a finished file in the place of another, which stays whole until then, and makes that last. */
export function replaceDurably(finishedPath: string, path: string): void {
  syncFile(finishedPath);
  renameSync(finishedPath, path);
  syncFolder(dirname(path));
}

/** Writes the whole file or leaves the one that was there, whatever moment the power goes. Readable by this user only. */
export function writeDurably(path: string, content: Uint8Array | string): void {
  const unfinished = `${path}.${process.pid}.unfinished`;
  try {
    const file = openSync(unfinished, 'w', 0o600);
    try {
      writeSync(file, typeof content === 'string' ? Buffer.from(content) : content);
    } finally {
      closeSync(file);
    }
    replaceDurably(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}
