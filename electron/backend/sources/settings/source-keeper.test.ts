import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { City } from '../../../../shared/city/city.ts';
import type { PostgresSettings, SourceChange, SourceSettings } from '../../../../shared/contract/source-settings.ts';
import { loadCity } from '../../city/load-city.ts';
import { ManualClock } from '../../manual-clock.ts';
import { MemorySecretStore } from '../../secrets/testing/memory-secret-store.ts';
import { makeKeyPair } from '../file/signing-keys.ts';
import { SavedSource } from './saved-source.ts';
import { SourceKeeper } from './source-keeper.ts';

const SETTINGS: PostgresSettings = {
  kind: 'postgres',
  addresses: 'db1.example:5433, db2.example',
  database: 'city',
  user: 'station_320106002',
  areaCode: '320106002',
  tls: 'standard',
  station: '',
  certificatePath: '',
  keyPath: '',
};
const SECRET = 'correct-horse-battery';
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
const { signal } = new AbortController();

let city: City;
let folder: string;
let secrets: MemorySecretStore;
let saves: number;

beforeAll(async () => {
  city = await loadCity(join(import.meta.dirname, '../../../../resources/city'));
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keeper-'));
  secrets = new MemorySecretStore();
  saves = 0;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function keeper(current: SourceSettings = { kind: 'simulated' }): SourceKeeper {
  const saved = new SavedSource(folder);
  return new SourceKeeper({
    dataFolder: folder,
    saved,
    secrets,
    stationId: '0a1b2c3d',
    current,
    isFromCommandLine: false,
    onSaved: () => (saves += 1),
  });
}

function change(settings: SourceSettings, given: Partial<SourceChange> = {}): SourceChange {
  return { settings, secret: null, rootCertificate: null, ...given };
}

/** Everything that lies in the data folder, as text. */
const onDisk = () =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');

describe('the source that an office sets', () => {
  it('is there at the next start, its secret in the secret store and nowhere else', async () => {
    await keeper().save(change(SETTINGS, { secret: SECRET, rootCertificate: PEM }), city);
    expect(saves).toBe(1);
    expect(onDisk()).not.toContain(SECRET);
    const saved = new SavedSource(folder);
    expect(saved.read()).toEqual(SETTINGS);
    const next = keeper(SETTINGS);
    expect(await next.current()).toEqual({ settings: SETTINGS, hasSecret: true, hasRootCertificate: true, isFromCommandLine: false });
    expect(await next.currentSpec(SETTINGS)).toMatchObject({
      kind: 'postgres',
      password: SECRET,
      stationId: '0a1b2c3d',
      target: {
        addresses: [
          { host: 'db1.example', port: 5433 },
          { host: 'db2.example', port: 5432 },
        ],
        user: 'station_320106002',
        rootCertificatePath: join(folder, 'source-root.pem'),
      },
    });
  });

  it('keeps its secret while the server stays, and hands it to no other', async () => {
    await keeper().save(change(SETTINGS, { secret: SECRET }), city);
    await keeper(SETTINGS).save(change({ ...SETTINGS, areaCode: '320106' }), city);
    expect(saves).toBe(2);
    for (const other of [{ addresses: 'evil.example' }, { user: 'other' }, { tls: 'disable' as const }]) {
      const moved = change({ ...SETTINGS, ...other });
      await expect(keeper(SETTINGS).save(moved, city)).rejects.toMatchObject({ code: 'invalid-source', details: { field: 'secret' } });
      const clock = new ManualClock(0);
      await expect(keeper(SETTINGS).test(moved, city, clock, signal)).rejects.toMatchObject({ details: { field: 'secret' } });
    }
    expect(saves).toBe(2);
  });

  it('forgets its secret and its certificate when they are taken away', async () => {
    await keeper().save(change(SETTINGS, { secret: SECRET, rootCertificate: PEM }), city);
    await keeper(SETTINGS).save(change(SETTINGS, { secret: '', rootCertificate: '' }), city);
    expect(secrets.secrets.size).toBe(0);
    expect(existsSync(join(folder, 'source-root.pem'))).toBe(false);
  });

  it.each<[string, Partial<PostgresSettings>]>([
    ['host', { addresses: 'a b' }],
    ['host', { addresses: 'db:99999' }],
    ['user', { user: ' ' }],
    ['station', { station: 'xyz' }],
  ])('is refused for its %s, and nothing is changed', async (field, wrong) => {
    const refused = keeper().save(change({ ...SETTINGS, ...wrong }, { secret: SECRET }), city);
    await expect(refused).rejects.toMatchObject({ code: 'invalid-source', details: { field } });
    expect([saves, secrets.secrets.size, readdirSync(folder)]).toEqual([0, 0, []]);
  });

  it('is refused for an area that the city does not have, and for a file that is no certificate', async () => {
    await expect(keeper().save(change({ ...SETTINGS, areaCode: '990000' }), city)).rejects.toMatchObject({ code: 'unknown-area' });
    const noCertificate = change(SETTINGS, { secret: '', rootCertificate: 'hello' });
    await expect(keeper().save(noCertificate, city)).rejects.toMatchObject({ details: { field: 'certificate' } });
    expect(saves).toBe(0);
  });

  it('may be files that windows bring, whose key is named; one that is none is refused', async () => {
    const files: SourceSettings = { kind: 'file', areaCode: '320106002', publicKeys: makeKeyPair().publicPem };
    await keeper().save(change(files), city);
    expect(new SavedSource(folder).read()).toEqual(files);
    expect(await keeper(files).currentSpec(files)).toEqual({ ...files, places: { named: null, inbox: join(folder, 'inbox') } });
    expect(await keeper(files).current()).toMatchObject({ settings: files, hasSecret: false });
    const refused = keeper().save(change({ ...files, publicKeys: PEM }), city);
    await expect(refused).rejects.toMatchObject({ code: 'invalid-source', details: { field: 'publicKeys' } });
  });

  it('may be a relay’s stream, or the simulated city again', async () => {
    const nats: SourceSettings = { kind: 'nats', addresses: 'nats1.example', areaCode: '320106', tls: 'verify-full', station: 'gulou' };
    await keeper().save(change(nats, { secret: 'credentials' }), city);
    expect(await keeper(nats).currentSpec(nats)).toMatchObject({ kind: 'nats', credentials: 'credentials', target: { station: 'gulou' } });
    await keeper(nats).save(change({ kind: 'simulated' }), city);
    expect(new SavedSource(folder).read()).toEqual({ kind: 'simulated' });
  });
});
