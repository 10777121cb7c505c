import { CodedError } from '../../../../shared/contract/errors.ts';
import type { SecretName, SecretStore } from '../secret-store.ts';

/** Secrets of one test. `isClosed` is a keychain that does not open. */
export class MemorySecretStore implements SecretStore {
  readonly protection = 'key-file';
  readonly secrets = new Map<SecretName, Uint8Array>();
  isClosed = false;

  async read(name: SecretName): Promise<Uint8Array | null> {
    if (this.isClosed) throw new CodedError('keychain-unavailable', 'closed');
    return this.secrets.get(name) ?? null;
  }

  async write(name: SecretName, secret: Uint8Array): Promise<void> {
    this.isClosed = false;
    this.secrets.set(name, secret);
  }

  async delete(name: SecretName): Promise<void> {
    this.secrets.delete(name);
  }
}
