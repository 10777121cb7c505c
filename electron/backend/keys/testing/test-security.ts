import { DatabaseKey } from '../../db/database-key.ts';
import type { StationSecurity } from '../../office-security.ts';
import { openKeyring } from '../keyring.ts';

/** The same in every process and thread of a test or bench, which hand files to each other. */
function testKey(fill: number): DatabaseKey {
  return DatabaseKey.of(new Uint8Array(32).fill(fill)) ?? DatabaseKey.random();
}

export const TEST_KEYS = { office: testKey(1), replica: testKey(2), replicaKeyChanged: false } as const;

/** What a host finds in a secret store, for a data folder of a test. */
export function testSecurity(dataFolder: string): StationSecurity {
  const keyring = openKeyring(dataFolder);
  keyring.change({ officeKeyId: TEST_KEYS.office.id, replicaKeyId: TEST_KEYS.replica.id });
  return { keys: TEST_KEYS, keyring, protection: 'key-file' };
}
