import { readFileSync, rmSync } from 'node:fs';
import { HostFailedError } from '../../shared/host/host-failure.ts';
import type { SecretStore } from '../backend/secrets/secret-store.ts';
import type { PostgresSpec } from '../backend/sources/source-spec.ts';
import { assertPrivate } from './secrets/key-file-store.ts';
import type { StationSecrets } from './secrets/station-secrets.ts';
import type { SourceOptions } from './source-options.ts';

const SECRET = 'source-password';
const STATION_ID_LENGTH = 8;

/** Null when there is no such file. @throws CodedError `key-file-exposed`; HostFailedError `password-file-unreadable` */
function readPasswordFile(path: string): string | null {
  try {
    assertPrivate(path, 'file');
    // Editors end a file with a line break.
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code === 'ENOENT') return null;
    if (code === 'key-file-exposed') throw cause;
    throw new HostFailedError('password-file-unreadable', { path }, { cause });
  }
}

async function keptPassword(secrets: SecretStore): Promise<string | null> {
  const kept = await secrets.read(SECRET);
  return kept === null ? null : new TextDecoder().decode(kept);
}

/**
 * The password out of its file goes into the secret store, and the file is deleted once it is there; later starts need neither. '' when there is
 * none anywhere.
 * @throws HostFailedError `password-file-unreadable`; CodedError of the store
 */
async function takePassword(path: string | null, secrets: SecretStore): Promise<string> {
  const given = path === null ? null : readPasswordFile(path);
  if (path !== null && given !== null) {
    await secrets.write(SECRET, new TextEncoder().encode(given));
    rmSync(path);
    return given;
  }
  const kept = await keptPassword(secrets);
  if (path !== null && kept === null) throw new HostFailedError('password-file-unreadable', { path });
  return kept ?? '';
}

/** The platform that this station replicates from, as the command line names it and with what the data folder and the secret store hold. */
export async function stationSource(source: SourceOptions, { keyring, secrets }: StationSecrets): Promise<PostgresSpec> {
  return {
    kind: 'postgres',
    target: source.target,
    areaCode: source.areaCode,
    // Random and of this data folder alone: its slot on the server is named after it.
    stationId: source.stationId ?? keyring.record.station.slice(0, STATION_ID_LENGTH),
    password: await takePassword(source.passwordFile, secrets),
  };
}
