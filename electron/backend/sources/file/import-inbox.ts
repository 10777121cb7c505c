import { closeSync, fstatSync, mkdirSync, openSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../../../shared/contract/errors.ts';
import type { FilePart } from '../../../../shared/contract/import-preview.ts';
import { errorCodeOf, systemCodeOf } from '../../files/system-error.ts';
import { wipeFile } from '../../files/wipe.ts';
import { FILE_ENDING } from './change-file.ts';
import type { FilePosition } from './file-position.ts';
import { filesIn } from './find-files.ts';

const UNFINISHED = '.part';

/** Where the files lie that windows brought. */
export function inboxFolder(dataFolder: string): string {
  return join(dataFolder, 'inbox');
}

/** Writes, and tells what keeps it from being written in a way that a window can say. */
function written(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    if (cause instanceof CodedError || systemCodeOf(cause) === '') throw cause;
    const code = errorCodeOf(cause) === 'disk-full' ? 'disk-full' : 'output-not-writable';
    throw new CodedError(code, 'a file that was brought cannot be kept', { path }, { cause });
  }
}

/**
 * Takes files from windows, which reach no folder of this machine's user. They are signed, not encrypted, and hold persons: nothing stays here for
 * longer than it is looked at, and what is removed is written over before.
 */
export class ImportInbox {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = inboxFolder(dataFolder);
  }

  /** @throws CodedError `invalid-request` when a part is not the next one; `disk-full`, `output-not-writable` */
  receive({ name, offset, size, bytes }: FilePart): void {
    const path = this.#pathOf(name);
    written(this.#folder, () => {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      if (offset === 0) wipeFile(`${path}${UNFINISHED}`);
      this.#append(`${path}${UNFINISHED}`, offset, size, bytes);
      if (offset + bytes.length < size) return;
      wipeFile(path);
      renameSync(`${path}${UNFINISHED}`, path);
    });
  }

  discard(name: string): void {
    wipeFile(this.#pathOf(name));
    wipeFile(`${this.#pathOf(name)}${UNFINISHED}`);
  }

  /** Forgets what the replica has. */
  async removeImported(at: FilePosition | null): Promise<void> {
    for (const { path, fault } of await filesIn({ named: null, inbox: this.#folder }, at))
      if (fault?.code === 'file-repeated') wipeFile(path);
  }

  /** Forgets everything: whoever brought it is gone. */
  clear(): void {
    for (const name of this.#names()) wipeFile(join(this.#folder, name));
  }

  #append(path: string, offset: number, size: number, bytes: Uint8Array): void {
    const file = openSync(path, 'a', 0o600);
    try {
      const isNext = fstatSync(file).size === offset && offset + bytes.length <= size;
      if (!isNext) throw new CodedError('invalid-request', 'not the next part of the file', { offset });
      writeFileSync(file, bytes);
    } finally {
      closeSync(file);
    }
  }

  #pathOf(name: string): string {
    return join(this.#folder, name.endsWith(FILE_ENDING) ? name : `${name}${FILE_ENDING}`);
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder);
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }
}
