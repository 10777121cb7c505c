import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nkeys } from '@nats-io/transport-node';
import type { City } from '../../../shared/city/city.ts';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import {
  accountsConfiguration,
  type NatsUser,
  type Permissions,
  PLATFORM_NAME,
  platformPermissions,
  RELAY_NAME,
  relayPermissions,
  stationPermissions,
} from '../../backend/jetstream/access.ts';
import { findReadArea, type ReadArea } from '../../backend/jetstream/read-area.ts';
import { defaultStationName } from '../../backend/jetstream/subjects.ts';

/** Where nats-server's accounts stand, beside the seeds. `include` of its configuration looks beside that configuration only. */
export const ACCESS_FILE = 'access.conf';

const decoder = new TextDecoder();

function areaOf(city: City, code: string): ReadArea {
  const area = findReadArea(city, code);
  if (area === null) throw new HostFailedError('unknown-area', { area: code });
  return area;
}

/** Never over another: whoever has that seed would be locked out. */
function writeNew(path: string, text: string, mode: number): void {
  try {
    writeFileSync(path, text, { mode, flag: 'wx' });
  } catch (cause) {
    throw new HostFailedError('output-not-writable', { path }, { cause });
  }
}

/** A key of its own for each user: the seed in a file that only this user may read, the public half in the configuration. */
function makeUser(folder: string, name: string, permissions: Permissions): NatsUser {
  const pair = nkeys.createUser();
  writeNew(join(folder, `${name}.nk`), `${decoder.decode(pair.getSeed())}\n`, 0o600);
  return { identity: `nkey: ${pair.getPublicKey()}`, permissions };
}

/**
 * Makes users for the relay, the platform and one station an area, in a folder that must not hold any. Answers how many stations.
 * @throws HostFailedError `unknown-area`, `output-not-writable`
 */
export function writeAccess(folder: string, city: City, areaCodes: readonly string[] | null): number {
  const areas = (areaCodes ?? [city.code, ...city.districts.code, ...city.streets.code]).map((code) => areaOf(city, code));
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new HostFailedError('output-not-writable', { path: folder }, { cause });
  }
  const users = [makeUser(folder, RELAY_NAME, relayPermissions()), makeUser(folder, PLATFORM_NAME, platformPermissions())];
  const stations = areas.map((area) => {
    const name = defaultStationName(area.code);
    return makeUser(folder, name, stationPermissions(area, name));
  });
  writeNew(join(folder, ACCESS_FILE), accountsConfiguration(users, stations), 0o600);
  return stations.length;
}
