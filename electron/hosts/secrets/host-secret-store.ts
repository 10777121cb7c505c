import type { SecretName, SecretProtection, SecretStore } from '../../backend/secrets/secret-store.ts';
import type { KeyFileStore } from './key-file-store.ts';
import type { Keychain } from './keychain.ts';
import type { SealedFiles } from './sealed-files.ts';

interface SecretPlaces {
  /** Null where nothing of this host can reach one. */
  readonly keychain: Keychain | null;
  readonly sealed: SealedFiles;
  readonly files: KeyFileStore;
}

/**
 * Secrets sealed by the system's keychain where there is one, in key files where there is none. A key file is only ever written while no
 * keychain was there: one that is found is the newer, and goes into the keychain as soon as there is one.
 */
class HostSecretStore implements SecretStore {
  readonly protection: SecretProtection;
  readonly #places: SecretPlaces;

  constructor(places: SecretPlaces, protection: SecretProtection) {
    this.#places = places;
    this.protection = protection;
  }

  async read(name: SecretName): Promise<Uint8Array | null> {
    const { files, sealed, keychain } = this.#places;
    const inFile = files.read(name);
    if (inFile === null) return sealed.read(name, keychain);
    if (this.protection === 'keychain') await this.write(name, inFile);
    return inFile;
  }

  async write(name: SecretName, secret: Uint8Array): Promise<void> {
    const { files, sealed, keychain } = this.#places;
    if (this.protection === 'keychain' && keychain !== null) {
      await sealed.write(name, secret, keychain);
      files.delete(name);
    } else {
      files.write(name, secret);
      sealed.keepAside(name);
    }
  }

  async delete(name: SecretName): Promise<void> {
    this.#places.files.delete(name);
    this.#places.sealed.delete(name);
  }
}

export async function openSecretStore(places: SecretPlaces): Promise<SecretStore> {
  const isProtected = (await places.keychain?.protects()) === true;
  return new HostSecretStore(places, isProtected ? 'keychain' : 'key-file');
}
