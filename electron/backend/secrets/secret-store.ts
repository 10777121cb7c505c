import { CodedError } from '../../../shared/contract/errors.ts';

/** The secrets that a station keeps, by name. */
export type SecretName = 'office-key' | 'replica-key' | 'source-password' | 'source-credentials';

/** What stands between a secret and whoever takes the disk: the system's keychain, or only the rights of a file. */
export type SecretProtection = 'keychain' | 'key-file';

/**
 * Where the backend's host keeps secrets. Every method throws CodedError `keychain-unavailable` when the secret is in a keychain that does not
 * open now, `key-file-exposed` when others could have read it, `secret-store-unwritable` when it cannot be kept.
 */
export interface SecretStore {
  /** What a secret that is written now would be protected by. */
  readonly protection: SecretProtection;
  /** Null when it was never written, or was deleted. */
  read(name: SecretName): Promise<Uint8Array | null>;
  /** Resolves when it survives a power cut. */
  write(name: SecretName, secret: Uint8Array): Promise<void>;
  delete(name: SecretName): Promise<void>;
}

/** Null also while the keychain that holds the secret is closed: for what can be done without, or had again. */
export async function readUnlessClosed(secrets: SecretStore, name: SecretName): Promise<Uint8Array | null> {
  try {
    return await secrets.read(name);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'keychain-unavailable') return null;
    throw error;
  }
}
