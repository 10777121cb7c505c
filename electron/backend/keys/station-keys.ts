import { CodedError } from '../../../shared/contract/errors.ts';
import { readUnlessClosed, type SecretName, type SecretStore } from '../secrets/secret-store.ts';
import { DatabaseKey } from '../db/database-key.ts';
import type { Keyring } from './keyring.ts';

/** The keys of a station's two databases. */
export interface StationKeys {
  readonly office: DatabaseKey;
  readonly replica: DatabaseKey;
  /** The replica that lies there was made with another key, which is gone: it is made anew. */
  readonly replicaKeyChanged: boolean;
}

async function readKey(secrets: SecretStore, name: SecretName): Promise<DatabaseKey | null> {
  return DatabaseKey.of(await secrets.read(name));
}

/** Rows can be had again: whatever became of the key, there is one now. */
export async function holdReplicaKey(keyring: Keyring, secrets: SecretStore): Promise<Pick<StationKeys, 'replica' | 'replicaKeyChanged'>> {
  const held = DatabaseKey.of(await readUnlessClosed(secrets, 'replica-key'));
  const replica = held ?? DatabaseKey.random();
  if (held === null) await secrets.write('replica-key', replica.reveal());
  const { replicaKeyId } = keyring.record;
  if (replicaKeyId !== replica.id) keyring.change({ replicaKeyId: replica.id });
  return { replica, replicaKeyChanged: replicaKeyId !== null && replicaKeyId !== replica.id };
}

/** The keys as they are, for somebody who only joins a station that runs. @throws CodedError `office-locked` when one is missing */
export async function readStationKeys(secrets: SecretStore): Promise<Pick<StationKeys, 'office' | 'replica'>> {
  const [office, replica] = [await readKey(secrets, 'office-key'), await readKey(secrets, 'replica-key')];
  if (office === null || replica === null) throw new CodedError('office-locked', 'a key of this station is missing');
  return { office, replica };
}
