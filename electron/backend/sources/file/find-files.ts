import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemCodeOf } from '../../files/system-error.ts';
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

/** Where files of changes come to lie. */
export interface FilePlaces {
  /** A folder, or one file, that the command line named; null where windows bring all of them. */
  readonly named: string | null;
  /** Where windows bring them (import-inbox.ts); null where there are none. It may not be there yet. */
  readonly inbox: string | null;
}

async function pathsIn(place: string): Promise<readonly string[]> {
  if ((await stat(place)).isFile()) return [place];
  const names = await readdir(place);
  return names.filter((name) => name.endsWith(FILE_ENDING)).map((name) => join(place, name));
}

async function pathsInInbox(inbox: string): Promise<readonly string[]> {
  try {
    return await pathsIn(inbox);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return [];
    throw error;
  }
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

/** The files that lie there, the oldest first. @throws Error when a named place cannot be read */
export async function filesIn({ named, inbox }: FilePlaces, at: FilePosition | null): Promise<readonly FoundFile[]> {
  const paths = [...(named === null ? [] : await pathsIn(named)), ...(inbox === null ? [] : await pathsInInbox(inbox))];
  const files = await Promise.all(paths.map((path) => look(path, at)));
  return files.sort(byAge);
}

/**
 * Those that may be imported next, as their heads say, the likeliest first: of several the one that leads furthest back, so that no step is left
 * out. Only what they hold tells which of them is to be believed.
 */
export function candidatesOf(files: readonly FoundFile[]): readonly FoundFile[] {
  const possible = files.filter(({ fault }) => fault === null);
  const isSnapshot = ({ head }: FoundFile): boolean => head?.kind === 'snapshot';
  return [...possible.filter((file) => !isSnapshot(file)), ...possible.filter(isSnapshot)];
}
