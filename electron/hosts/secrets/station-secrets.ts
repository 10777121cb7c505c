import { homedir } from 'node:os';
import { join } from 'node:path';
import { defaultKeyFolder } from '../../../shared/host/default-key-folder.ts';
import { type Keyring, openKeyring } from '../../backend/keys/keyring.ts';
import type { SecretStore } from '../../backend/secrets/secret-store.ts';
import { borrowKeychain } from './borrowed-keychain.ts';
import { openSecretStore } from './host-secret-store.ts';
import { KeyFileStore } from './key-file-store.ts';
import type { Keychain } from './keychain.ts';
import { SealedFiles } from './sealed-files.ts';

/** Names another folder for key files: on a medium that is taken out, or apart from the user's own in tests. */
const KEY_FOLDER_VARIABLE = 'COMMAND_CENTER_KEYS';

export interface StationSecrets {
  readonly keyring: Keyring;
  readonly secrets: SecretStore;
}

/**
 * The keyring of a data folder and the secrets that belong to it.
 * @param own the keychain that this host reaches by itself; without one, what another host sealed is opened through a borrowed one
 * @throws CodedError of the store
 */
export async function openStationSecrets(dataFolder: string, own: Keychain | null): Promise<StationSecrets> {
  const keyring = openKeyring(dataFolder);
  const keyFolder = process.env[KEY_FOLDER_VARIABLE] ?? defaultKeyFolder(process.platform, process.env, homedir());
  const files = new KeyFileStore(join(keyFolder, keyring.record.station));
  const keychain = own ?? borrowKeychain(dataFolder);
  return { keyring, secrets: await openSecretStore({ keychain, sealed: new SealedFiles(join(dataFolder, 'keys')), files }) };
}
