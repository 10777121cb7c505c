import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readdirSync, readlinkSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const PIECE = Buffer.alloc(65_536);
/** A thread that has ended lets go of its files a moment later, which on a busy machine is a long one. */
const LET_GO_MS = 20_000;
const LOOK_MS = 100;

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

  /** Rejects with the files that are still open when nobody lets go of them. */
  async close(): Promise<void> {
    for (const endMs = performance.now() + LET_GO_MS; ; await wait(LOOK_MS)) {
      try {
        this.unmount();
        return;
      } catch (error) {
        if (performance.now() > endMs)
          throw new Error(`open files: ${openFilesIn(this.#folder).join(', ') || 'none of ours'}`, { cause: error });
      }
    }
  }

  unmount(): void {
    execFileSync('umount', [this.#folder], { stdio: 'pipe' });
  }
}

/** What this process has open in a folder. */
function openFilesIn(folder: string): string[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const path = readlinkSync(join('/proc/self/fd', descriptor));
      return path.startsWith(folder) ? [path] : [];
    } catch {
      return []; // closed meanwhile, as the one of this very reading
    }
  });
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
