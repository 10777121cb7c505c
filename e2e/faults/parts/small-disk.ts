import { execFileSync } from 'node:child_process';
import { appendFileSync } from 'node:fs';

const PIECE = Buffer.alloc(65_536);

/** Whether this user may mount a disk. */
export function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/** A disk of so much in the place of a folder, e.g. `24m`. */
export class SmallDisk {
  readonly #folder: string;

  constructor(folder: string, size: string) {
    this.#folder = folder;
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
  }

  async close(): Promise<void> {
    execFileSync('umount', [this.#folder]);
  }
}

/** Takes what is left of the disk. */
export function fill(path: string): void {
  for (let bytes = PIECE; bytes.length > 0; ) {
    try {
      appendFileSync(path, bytes);
    } catch {
      bytes = bytes.subarray(0, Math.floor(bytes.length / 2));
    }
  }
}
