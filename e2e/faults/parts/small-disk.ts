import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PIECE = Buffer.alloc(65_536);

/** Why no small disk can be had here, null where it can: root in a container may be nobody to the system. */
export function whyNoSmallDisk(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux mounts a small disk';
  const folder = mkdtempSync(join(tmpdir(), 'scc-disk-'));
  try {
    new SmallDisk(folder, '1m').unmount();
    return null;
  } catch {
    return 'this system lets its root mount no disk';
  } finally {
    rmdirSync(folder);
  }
}

/** A disk of so much in the place of a folder, e.g. `24m`. */
export class SmallDisk {
  readonly #folder: string;

  constructor(folder: string, size: string) {
    this.#folder = folder;
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' });
  }

  async close(): Promise<void> {
    this.unmount();
  }

  unmount(): void {
    execFileSync('umount', [this.#folder], { stdio: 'pipe' });
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
