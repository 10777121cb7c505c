import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { City } from '../../../../shared/city/city.ts';
import { CodedError } from '../../../../shared/contract/errors.ts';
import type {
  CurrentSource,
  FileSettings,
  ServerSource,
  SourceChange,
  SourceFinding,
  SourceSettings,
} from '../../../../shared/contract/source-settings.ts';
import { officeAreaOf } from '../../../../shared/domain/areas.ts';
import type { Clock } from '../../clock.ts';
import { writeDurably } from '../../files/durable-file.ts';
import { readUnlessClosed, type SecretName, type SecretStore } from '../../secrets/secret-store.ts';
import { inboxFolder } from '../file/import-inbox.ts';
import { trustedKeys } from '../file/signing-keys.ts';
import type { FileSpec, NatsSpec, PostgresSpec } from '../source-spec.ts';
import { assertClientCertificate } from './client-certificate.ts';
import type { SavedSource } from './saved-source.ts';
import { natsTarget, postgresTarget } from './source-targets.ts';

export interface SourceKeeperOptions {
  readonly dataFolder: string;
  readonly saved: SavedSource;
  readonly secrets: SecretStore;
  /** What this station is told apart by where the settings name nothing: eight hexadecimal digits. */
  readonly stationId: string;
  /** What it runs on now. */
  readonly current: SourceSettings;
  readonly isFromCommandLine: boolean;
  /** Other settings were saved: whoever runs the backend opens it anew. */
  readonly onSaved: () => void;
}

const PEM = /-----BEGIN CERTIFICATE-----/;

function hasServer(settings: SourceSettings): settings is ServerSource {
  return settings.kind === 'postgres' || settings.kind === 'nats';
}

function secretNameOf(settings: SourceSettings): SecretName | null {
  if (!hasServer(settings)) return null;
  return settings.kind === 'nats' ? 'source-credentials' : 'source-password';
}

/** Whether a secret that was given for the one may be shown to the other. */
function isSameServer(one: SourceSettings, other: SourceSettings): boolean {
  if (!hasServer(one) || !hasServer(other) || one.kind !== other.kind) return false;
  const user = (settings: SourceSettings) => (settings.kind === 'postgres' ? settings.user : '');
  return one.addresses === other.addresses && one.tls === other.tls && user(one) === user(other);
}

/** Where this station replicates from: told, tried and changed. The secret goes into the secret store and comes back to nobody. */
export class SourceKeeper {
  readonly #options: SourceKeeperOptions;

  constructor(options: SourceKeeperOptions) {
    this.#options = options;
  }

  async current(): Promise<CurrentSource> {
    const { current, isFromCommandLine, saved } = this.#options;
    return {
      settings: current,
      hasSecret: (await this.#kept(current)) !== '',
      hasRootCertificate: saved.rootCertificatePath !== null,
      isFromCommandLine,
    };
  }

  /** @throws CodedError `invalid-source` */
  async test(
    { settings, secret, rootCertificate }: SourceChange,
    city: City,
    clock: Clock,
    signal: AbortSignal,
  ): Promise<readonly SourceFinding[]> {
    if (!hasServer(settings)) return [];
    if (settings.kind === 'postgres') assertClientCertificate(settings);
    const known = await this.#secretFor(settings, secret);
    const certificate = this.#certificateToTry(rootCertificate);
    try {
      const spec = this.#serverSpec(settings, known, certificate);
      if (spec.kind === 'nats') return await (await import('../nats/preflight.ts')).tryNats(spec, city);
      return await (await import('../postgres/preflight.ts')).tryPostgres(spec, city, clock, signal);
    } finally {
      rmSync(this.#triedCertificatePath, { force: true });
    }
  }

  /** @throws CodedError `invalid-source`, `unknown-area`; of the secret store */
  async save({ settings, secret, rootCertificate }: SourceChange, city: City): Promise<void> {
    const { saved, secrets, onSaved } = this.#options;
    this.#assertCertificate(rootCertificate);
    if (settings.kind === 'postgres') assertClientCertificate(settings);
    if (settings.kind !== 'simulated') {
      if (officeAreaOf(city, settings.areaCode) === null)
        throw new CodedError('unknown-area', 'no such office', { area: settings.areaCode });
      if (hasServer(settings)) this.#serverSpec(settings, await this.#secretFor(settings, secret), saved.rootCertificatePath);
      else this.#fileSpec(settings);
    }
    const name = secretNameOf(settings);
    if (name !== null && secret === '') await secrets.delete(name);
    else if (name !== null && secret !== null) await secrets.write(name, new TextEncoder().encode(secret));
    if (rootCertificate !== null) saved.writeRootCertificate(rootCertificate);
    saved.write(settings);
    onSaved();
  }

  /** What the settings stand for. @throws CodedError `invalid-source` */
  #serverSpec(settings: ServerSource, secret: string, certificatePath: string | null): PostgresSpec | NatsSpec {
    const { areaCode } = settings;
    if (settings.kind === 'nats') return { kind: 'nats', target: natsTarget(settings, certificatePath), areaCode, credentials: secret };
    const stationId = settings.station === '' ? this.#options.stationId : settings.station;
    return { kind: 'postgres', target: postgresTarget(settings, certificatePath), areaCode, stationId, password: secret };
  }

  /** What it runs on now, with the secret that is kept. @throws CodedError `invalid-source`; of the secret store */
  async currentSpec(settings: ServerSource | FileSettings): Promise<PostgresSpec | NatsSpec | FileSpec> {
    if (!hasServer(settings)) return this.#fileSpec(settings);
    return this.#serverSpec(settings, await this.#kept(settings), this.#options.saved.rootCertificatePath);
  }

  /** Files that windows bring: there is no folder to name. @throws CodedError `invalid-source` when the keys are none */
  #fileSpec({ areaCode, publicKeys }: FileSettings): FileSpec {
    try {
      trustedKeys(publicKeys);
    } catch (cause) {
      throw new CodedError('invalid-source', 'the file holds no key that signs', { field: 'publicKeys' }, { cause });
    }
    return { kind: 'file', places: { named: null, inbox: inboxFolder(this.#options.dataFolder) }, areaCode, publicKeys };
  }

  async #kept(settings: SourceSettings): Promise<string> {
    const name = secretNameOf(settings);
    const kept = name === null ? null : await readUnlessClosed(this.#options.secrets, name);
    return kept === null ? '' : new TextDecoder().decode(kept);
  }

  /** The secret that is kept goes to the server that it was given for, and to no other: else a changed address would hand it over. */
  async #secretFor(settings: SourceSettings, secret: string | null): Promise<string> {
    if (secret !== null) return secret;
    const kept = await this.#kept(settings);
    if (kept === '' || isSameServer(settings, this.#options.current)) return kept;
    throw new CodedError('invalid-source', 'another server or user needs its own secret', { field: 'secret' });
  }

  get #triedCertificatePath(): string {
    return join(this.#options.dataFolder, 'source-root.tried.pem');
  }

  #certificateToTry(pem: string | null): string | null {
    this.#assertCertificate(pem);
    if (pem === null) return this.#options.saved.rootCertificatePath;
    if (pem === '') return null;
    writeDurably(this.#triedCertificatePath, pem);
    return this.#triedCertificatePath;
  }

  #assertCertificate(pem: string | null): void {
    if (pem === null || pem === '' || PEM.test(pem)) return;
    throw new CodedError('invalid-source', 'the file holds no certificate', { field: 'certificate' });
  }
}
