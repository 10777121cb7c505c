import { appendFileSync, chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import type { PostgresSettings, SourceSettings } from '../../../shared/contract/source-settings.ts';
import { systemClock } from '../../backend/clock.ts';
import { MemorySecretStore } from '../../backend/secrets/testing/memory-secret-store.ts';
import { SavedSource } from '../../backend/sources/settings/saved-source.ts';
import { SourceKeeper } from '../../backend/sources/settings/source-keeper.ts';
import { type Certificate, TestAuthority } from '../platform/testing/certificates.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { giveTo } from '../platform/server-account.ts';
import { testCity } from './testing/test-station.ts';

const { signal } = new AbortController();
const ROLE = `station_${STREET_CODE}` as const;
let city: City;
let platform: TestPlatform;
let authority: TestAuthority;
let own: Certificate;
let folder: string;
let settings: PostgresSettings;

/** The server believes this authority, and lets stations in with a certificate of its alone. */
async function demandCertificates(): Promise<void> {
  const { dataFolder, account } = platform.server.options;
  const root = join(dataFolder, 'clients.pem');
  writeFileSync(root, authority.certificate);
  giveTo(account, root);
  const rules = join(dataFolder, 'pg_hba.conf');
  const others = readFileSync(rules, 'utf8');
  writeFileSync(rules, '');
  for (const database of ['all', 'replication'])
    appendFileSync(rules, `hostssl ${database} ${ROLE} all scram-sha-256 clientcert=verify-ca\n`);
  appendFileSync(rules, others);
  await platform.as('postgres', (client) => client.query(`ALTER SYSTEM SET ssl_ca_file = 'clients.pem'`));
  await platform.useCertificate(await authority.issue());
}

function keeper(current: SourceSettings = { kind: 'simulated' }): SourceKeeper {
  return new SourceKeeper({
    dataFolder: folder,
    saved: new SavedSource(folder),
    secrets: new MemorySecretStore(),
    stationId: '0a1b2c3d',
    current,
    isFromCommandLine: false,
    onSaved: () => undefined,
  });
}

function change(given: Partial<PostgresSettings> = {}) {
  const { password } = platform.connectionOptions(ROLE);
  return { settings: { ...settings, ...given }, secret: password, rootCertificate: authority.certificate };
}

async function tried(given: Partial<PostgresSettings> = {}): Promise<readonly string[]> {
  const findings = await keeper().test(change(given), city, systemClock, signal);
  return findings.map(({ step, outcome, trouble }) => [step, outcome, ...(trouble === null ? [] : [trouble.code])].join(' '));
}

beforeAll(async () => {
  city = await testCity();
  authority = await TestAuthority.create();
  own = await authority.issue(['station']);
  platform = await TestPlatform.start({ cityVersion: city.version });
  await demandCertificates();
  return () => platform.stop();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-certificate-'));
  const [certificatePath, keyPath] = [join(folder, 'own.crt'), join(folder, 'own.key')];
  writeFileSync(certificatePath, own.certificate);
  writeFileSync(keyPath, own.key, { mode: 0o600 });
  const { host, port, database = '' } = platform.connectionOptions(ROLE);
  const at = { addresses: `${host}:${port}`, database, user: ROLE, areaCode: STREET_CODE };
  settings = { kind: 'postgres', ...at, tls: 'verify-full', station: '', certificatePath, keyPath };
  return () => rmSync(folder, { recursive: true, force: true });
});

describe('a server that asks stations for a certificate', () => {
  it('lets in the one that shows its own, and no other', async () => {
    expect(await tried()).toEqual(expect.arrayContaining(['connection passed', 'rights passed', 'slot passed']));
    expect(await tried({ certificatePath: '', keyPath: '' })).toContain('connection failed source-auth-failed');
    const stranger = await (await TestAuthority.create()).issue(['station']);
    writeFileSync(settings.certificatePath, stranger.certificate);
    writeFileSync(settings.keyPath, stranger.key);
    expect((await tried()).find((line) => line.startsWith('connection'))).toMatch(/^connection failed source-(tls|auth)-failed$/);
  });

  it('is set with the paths alone: the key is neither kept nor told', async () => {
    await keeper().save(change(), city);
    const saved = new SavedSource(folder).read();
    expect(saved).toEqual(settings);
    const next = keeper(settings);
    expect(await next.currentSpec(settings)).toMatchObject({
      target: { certificatePath: settings.certificatePath, keyPath: settings.keyPath },
    });
    const [secret = ''] = own.key.split('\n').slice(1);
    const kept = readdirSync(folder).filter((name) => name !== 'own.key');
    expect(kept.filter((name) => readFileSync(join(folder, name), 'utf8').includes(secret))).toEqual([]);
    expect(JSON.stringify(await next.current())).not.toContain(secret);
  });

  it('settings of an earlier version have none', () => {
    const { certificatePath: _, keyPath: __, ...earlier } = settings;
    writeFileSync(join(folder, 'source.json'), JSON.stringify(earlier));
    expect(new SavedSource(folder).read()).toEqual({ ...earlier, certificatePath: '', keyPath: '' });
  });
});

describe('a certificate and key that cannot be shown', () => {
  const breakings: readonly (readonly [
    what: string,
    field: string,
    given: () => Partial<PostgresSettings> | Promise<Partial<PostgresSettings>>,
  ])[] = [
    ['a certificate that is not there', 'clientCertificate', () => ({ certificatePath: join(folder, 'none.crt') })],
    ['a certificate without an absolute path', 'clientCertificate', () => ({ certificatePath: 'own.crt' })],
    ['a key in the certificate’s place', 'clientCertificate', () => ({ certificatePath: settings.keyPath })],
    ['a certificate without its key', 'clientKey', () => ({ keyPath: '' })],
    ['a key without its certificate', 'clientCertificate', () => ({ certificatePath: '' })],
    ['the key of another', 'clientKey', async () => (writeFileSync(settings.keyPath, (await authority.issue(['other'])).key), {})],
    ['a key that others may read', 'clientKey', () => (chmodSync(settings.keyPath, 0o644), {})],
  ];

  it.each(breakings)('%s is neither tried nor saved', async (_, field, given) => {
    const refused = change(await given());
    await expect(keeper().test(refused, city, systemClock, signal)).rejects.toMatchObject({ code: 'invalid-source', details: { field } });
    await expect(keeper().save(refused, city)).rejects.toMatchObject({ code: 'invalid-source', details: { field } });
    expect(new SavedSource(folder).read()).toBeNull();
  });
});
