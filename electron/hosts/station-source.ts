import { readFileSync, rmSync } from 'node:fs';
import { HostFailedError } from '../../shared/host/host-failure.ts';
import { readUnlessClosed, type SecretName, type SecretStore } from '../backend/secrets/secret-store.ts';
import type { FileSpec, NatsSpec, PostgresSpec } from '../backend/sources/source-spec.ts';
import { inboxFolder } from '../backend/sources/file/import-inbox.ts';
import { trustedKeys } from '../backend/sources/file/signing-keys.ts';
import { readSecretFile } from './secret-file.ts';
import type { StationSecrets } from './secrets/station-secrets.ts';
import type { FileOptions, ServerOptions } from './source-options.ts';

const STATION_ID_LENGTH = 8;

async function keptSecret(name: SecretName, secrets: SecretStore): Promise<string | null> {
  // Behind a closed keychain it is as good as none: the source refuses, and the screen says why.
  const kept = await readUnlessClosed(secrets, name);
  return kept === null ? null : new TextDecoder().decode(kept);
}

/**
 * The secret out of its file goes into the secret store, and the file is deleted once it is there; later starts need neither. '' when there is
 * none anywhere.
 * @throws HostFailedError `password-file-unreadable`; CodedError of the store
 */
async function takeSecret(name: SecretName, path: string | null, secrets: SecretStore): Promise<string> {
  const given = path === null ? null : readSecretFile(path);
  if (path !== null && given !== null) {
    await secrets.write(name, new TextEncoder().encode(given));
    rmSync(path);
    return given;
  }
  const kept = await keptSecret(name, secrets);
  if (path !== null && kept === null) throw new HostFailedError('password-file-unreadable', { path });
  return kept ?? '';
}

/** No secret, but whoever can write it decides whom this station believes. @throws HostFailedError `key-file-unreadable` */
function readPublicKeys(path: string): string {
  try {
    const text = readFileSync(path, 'utf8');
    trustedKeys(text);
    return text;
  } catch (cause) {
    throw new HostFailedError('key-file-unreadable', { path }, { cause });
  }
}

/** Random and of this data folder alone: its slot on the server is named after it. */
export function stationIdOf({ keyring }: StationSecrets): string {
  return keyring.record.station.slice(0, STATION_ID_LENGTH);
}

/** Files that the command line names, beside those that windows bring. @throws HostFailedError `key-file-unreadable` */
export function stationFiles({ path, keyFile, areaCode }: FileOptions, dataFolder: string): FileSpec {
  return { kind: 'file', places: { named: path, inbox: inboxFolder(dataFolder) }, areaCode, publicKeys: readPublicKeys(keyFile) };
}

/** The server that this station replicates from, as the command line names it and with what the data folder and the secret store hold. */
export async function stationSource(source: ServerOptions, station: StationSecrets): Promise<PostgresSpec | NatsSpec> {
  const { areaCode } = source;
  const { secrets } = station;
  if (source.kind === 'nats') {
    const credentials = await takeSecret('source-credentials', source.credentialsFile, secrets);
    return { kind: 'nats', target: source.target, areaCode, credentials };
  }
  return {
    kind: 'postgres',
    target: source.target,
    areaCode,
    stationId: source.stationId ?? stationIdOf(station),
    password: await takeSecret('source-password', source.passwordFile, secrets),
  };
}
