import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../../shared/contract/errors.ts';
import { writeDurably } from '../../backend/files/durable-file.ts';
import { systemCodeOf } from '../../backend/files/system-error.ts';
import type { SecretName } from '../../backend/secrets/secret-store.ts';
import type { Keychain } from './keychain.ts';

/** Secrets as the keychain sealed them: worth nothing to whoever copies them, so they lie with the data. */
export class SealedFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Null when there is none. @throws CodedError `keychain-unavailable` */
  async read(name: SecretName, keychain: Keychain | null): Promise<Uint8Array | null> {
    const sealed = this.#sealed(name);
    if (sealed === null) return null;
    if (keychain === null) throw new CodedError('keychain-unavailable', 'a secret is sealed, and there is no keychain here');
    return keychain.unseal(sealed);
  }

  /** @throws CodedError `keychain-unavailable`, `secret-store-unwritable` */
  async write(name: SecretName, secret: Uint8Array, keychain: Keychain): Promise<void> {
    const sealed = await keychain.seal(secret);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      writeDurably(this.#path(name), sealed);
    } catch (error) {
      throw new CodedError('secret-store-unwritable', 'a sealed secret could not be written', { path: this.#folder }, { cause: error });
    }
  }

  /** What cannot be opened now may open later: it makes room for another, and is not lost. */
  keepAside(name: SecretName): void {
    const path = this.#path(name);
    if (existsSync(path)) renameSync(path, `${path}.${Date.now()}.kept`);
  }

  delete(name: SecretName): void {
    rmSync(this.#path(name), { force: true });
  }

  #sealed(name: SecretName): Uint8Array | null {
    try {
      return new Uint8Array(readFileSync(this.#path(name)));
    } catch (error) {
      if (systemCodeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  #path(name: SecretName): string {
    return join(this.#folder, `${name}.sealed`);
  }
}
