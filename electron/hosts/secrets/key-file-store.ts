import { lstatSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../../shared/contract/errors.ts';
import { syncFolder, writeDurably } from '../../backend/files/durable-file.ts';
import type { SecretName } from '../../backend/secrets/secret-store.ts';

const OTHERS = 0o077;

/** Windows has no such bits: there the folder inherits the rights of the user's own profile. */
const hasFileModes = process.platform !== 'win32';

/** @throws CodedError `key-file-exposed` when others may read or replace it */
export function assertPrivate(path: string, kind: 'file' | 'folder'): void {
  const found = lstatSync(path);
  const isKind = kind === 'file' ? found.isFile() : found.isDirectory();
  const isOwn = process.getuid === undefined || found.uid === process.getuid();
  if (isKind && (!hasFileModes || (isOwn && (found.mode & OTHERS) === 0))) return;
  const mode = (found.mode & 0o777).toString(8).padStart(3, '0');
  throw new CodedError('key-file-exposed', `the ${kind} with a key is not this user's alone`, { path, mode });
}

/**
 * Secrets as files that only this user may read, in a folder that only this user may enter: for machines without a keychain. They protect
 * a data folder that is copied or sent away, not one that is stolen together with this folder.
 */
export class KeyFileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Null when there is none. @throws CodedError `key-file-exposed` when others may read or replace it */
  read(name: SecretName): Uint8Array | null {
    const path = this.#path(name);
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return null;
    assertPrivate(this.#folder, 'folder');
    assertPrivate(path, 'file');
    return new Uint8Array(readFileSync(path));
  }

  /** @throws CodedError `key-file-exposed`, `secret-store-unwritable` */
  write(name: SecretName, secret: Uint8Array): void {
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      assertPrivate(this.#folder, 'folder');
      writeDurably(this.#path(name), secret);
    } catch (error) {
      if (error instanceof CodedError) throw error;
      throw new CodedError('secret-store-unwritable', 'a secret could not be written', { path: this.#folder }, { cause: error });
    }
  }

  delete(name: SecretName): void {
    if (lstatSync(this.#folder, { throwIfNoEntry: false }) === undefined) return;
    rmSync(this.#path(name), { force: true });
    syncFolder(this.#folder);
  }

  #path(name: SecretName): string {
    return join(this.#folder, `${name}.key`);
  }
}
