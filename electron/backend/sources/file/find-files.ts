import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FILE_ENDING, type FileHead } from './change-file.ts';
import { FileFault } from './file-fault.ts';
import { assertNext } from './file-order.ts';
import type { FilePosition } from './file-position.ts';
import { readHead } from './read-file.ts';

/** A file that lies there, as its head says, unverified. */
export interface FoundFile {
  readonly path: string;
  readonly head: FileHead | null;
  /** Why it is not the next one; null when it is. */
  readonly fault: FileFault | null;
}

async function pathsIn(place: string): Promise<readonly string[]> {
  if ((await stat(place)).isFile()) return [place];
  const names = await readdir(place);
  return names.filter((name) => name.endsWith(FILE_ENDING)).map((name) => join(place, name));
}

function asFault(error: unknown): FileFault {
  if (error instanceof FileFault) return error;
  throw error;
}

async function look(path: string, at: FilePosition | null): Promise<FoundFile> {
  let head: FileHead;
  try {
    head = await readHead(path);
  } catch (error) {
    return { path, head: null, fault: asFault(error) };
  }
  try {
    assertNext(head, at);
    return { path, head, fault: null };
  } catch (error) {
    return { path, head, fault: asFault(error) };
  }
}

function byAge(left: FoundFile, right: FoundFile): number {
  return (left.head?.exportedAtMs ?? 0) - (right.head?.exportedAtMs ?? 0) || left.path.localeCompare(right.path);
}

/** The files of a folder, or the one file, the oldest first. @throws Error when the place cannot be read */
export async function findFiles(place: string, at: FilePosition | null): Promise<readonly FoundFile[]> {
  const files = await Promise.all((await pathsIn(place)).map((path) => look(path, at)));
  return files.sort(byAge);
}

/**
 * The one that is to be imported next: of several the one that leads furthest back, so that no step is left out; null when none is.
 * A gap is named by the first file behind it.
 */
export function nextOf(files: readonly FoundFile[]): FoundFile | null {
  const possible = files.filter(({ fault }) => fault === null);
  return possible.find(({ head }) => head?.kind === 'changes') ?? possible[0] ?? null;
}
