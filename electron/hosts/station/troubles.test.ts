import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { setPassword } from '../platform/platform-schema.ts';
import { TestAuthority } from '../platform/testing/certificates.ts';
import { freePort } from '../../backend/testing/free-port.ts';
import { CITY_CODE, STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { LineProxy } from './testing/line-proxy.ts';
import { speakingAs } from './testing/spoken-version.ts';
import { testCity, TestStation, type TestStationOptions } from './testing/test-station.ts';

const OTHER_STREET = '320106003';

let city: City;
let platform: TestPlatform;
let stations: TestStation[] = [];

beforeAll(async () => {
  city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version, areas: [CITY_CODE, '320106', STREET_CODE, OTHER_STREET] });
});

afterEach(async () => {
  await Promise.all(stations.map((made) => made.remove()));
  stations = [];
});

afterAll(() => platform.stop());

function station(options: Partial<TestStationOptions> = {}): TestStation {
  const made = new TestStation({ platform, city, ...options });
  stations.push(made);
  return made;
}

/** What ends a station's first run. */
async function troubleOf(options: Partial<TestStationOptions> = {}): Promise<unknown> {
  const made = station(options);
  made.start();
  return made.failure();
}

const admin = (text: string): Promise<unknown> => platform.as('postgres', (client) => client.query(text));

describe('a server that cannot be reached', () => {
  it('is named with its address', async () => {
    const address = `127.0.0.1:${await freePort()}`;
    expect(await troubleOf({ addresses: address })).toEqual({
      code: 'source-unreachable',
      details: { reason: 'ECONNREFUSED', address },
    });
  });

  it('is passed over for the next address', async () => {
    const { port } = platform.server.options;
    const made = station({ addresses: `127.0.0.1:${await freePort()},127.0.0.1:${port}` });
    made.start();
    await made.catchUp();
    expect(made.source.description.label).toMatch(/^127\.0\.0\.1:\d+,127\.0\.0\.1:\d+\/city$/);
  });

  it('says less than one that turns us away', async () => {
    const { port } = platform.server.options;
    const addresses = `127.0.0.1:${await freePort()},127.0.0.1:${port}`;
    expect(await troubleOf({ addresses, readPassword: async () => 'wrong' })).toMatchObject({ code: 'source-auth-failed' });
  });
});

describe('a password', () => {
  it('that is wrong or missing is named as such', async () => {
    expect(await troubleOf({ readPassword: async () => 'wrong' })).toMatchObject({ code: 'source-auth-failed' });
    expect(await troubleOf({ readPassword: async () => '' })).toMatchObject({ code: 'source-auth-failed' });
  });

  it('that is changed is taken up with the next connection', async () => {
    let password = String(platform.connectionOptions(`station_${OTHER_STREET}`).password);
    const made = station({ area: OTHER_STREET, readPassword: async () => password });
    made.start();
    await made.catchUp();
    await platform.as('postgres', (client) => setPassword(client, `station_${OTHER_STREET}`, 'another one'));
    await made.restart();
    expect(await made.failure()).toMatchObject({ code: 'source-auth-failed' });
    password = 'another one';
    made.start();
    await made.catchUp();
  });
});

describe('an area', () => {
  it('that the city does not have is refused before anything is asked', async () => {
    expect(await troubleOf({ area: '320199999', role: `station_${STREET_CODE}` })).toEqual({
      code: 'source-area-unknown',
      details: { area: '320199999' },
    });
  });

  it('that nobody publishes is named with what is missing', async () => {
    expect(await troubleOf({ area: '320105', role: `station_${STREET_CODE}` })).toMatchObject({
      code: 'source-publication-missing',
      details: { publication: 'area_320105' },
    });
  });

  it('that our role may not read is forbidden: it would copy nothing and receive everything', async () => {
    expect(await troubleOf({ area: OTHER_STREET, role: `station_${STREET_CODE}` })).toEqual({
      code: 'source-forbidden',
      details: { reason: 'area', area: OTHER_STREET, table: expect.any(String) as string },
    });
    const wider = station({ role: 'station_320106' });
    wider.start();
    await wider.catchUp();
  });

  it('whose publication sends other rows than its own is refused', async () => {
    await admin(`ALTER PUBLICATION area_${STREET_CODE} SET TABLE platform.task WHERE (street = '${OTHER_STREET}')`);
    expect(await troubleOf()).toMatchObject({ code: 'source-publication-missing', details: { table: 'task', reason: 'rows' } });
    await admin(`ALTER PUBLICATION area_${STREET_CODE} SET TABLE platform.task`);
    expect(await troubleOf()).toMatchObject({ code: 'source-publication-missing', details: { table: 'task', reason: 'rows' } });
    await admin(`SELECT platform.publish_area('${STREET_CODE}')`);
  });

  it('whose publication keeps deletes to itself is refused', async () => {
    await admin(`ALTER PUBLICATION area_${STREET_CODE} SET (publish = 'insert, update')`);
    expect(await troubleOf()).toMatchObject({ code: 'source-publication-missing', details: { reason: 'operations' } });
    await admin(`SELECT platform.publish_area('${STREET_CODE}')`);
  });
});

describe('a role', () => {
  it('without REPLICATION is told so', async () => {
    expect(await troubleOf({ role: 'platform_writer', area: CITY_CODE })).toMatchObject({
      code: 'source-forbidden',
      details: { reason: 'no-replication' },
    });
  });

  it('that lost a column is told which', async () => {
    await admin('REVOKE SELECT (note) ON platform.task FROM platform_station');
    expect(await troubleOf()).toEqual({
      code: 'source-forbidden',
      details: { table: 'task', column: 'note', change: 'column-not-readable', found: '' },
    });
    await admin('GRANT SELECT (note) ON platform.task TO platform_station');
  });
});

describe('a platform', () => {
  it('of another city, or of another drawing of it, is refused', async () => {
    await admin(`SELECT platform.set_city('320200', '${city.version}')`);
    expect(await troubleOf()).toMatchObject({
      code: 'source-wrong-platform',
      details: { reason: 'city', found: '320200', needed: '320100' },
    });
    await admin(`SELECT platform.set_city('320100', 'older')`);
    expect(await troubleOf()).toMatchObject({ code: 'source-wrong-platform', details: { reason: 'city-version', found: 'older' } });
    await admin(`SELECT platform.set_city('320100', '${city.version}')`);
  });

  it('without its schema is told so', async () => {
    const { host, port, password } = platform.connectionOptions('postgres');
    await admin('CREATE DATABASE empty');
    const made = station({ role: 'postgres', addresses: `${host}:${port}`, database: 'empty', readPassword: async () => password });
    made.start();
    expect(await made.failure()).toEqual({ code: 'source-schema-missing', details: {} });
  });

  it('that is not there is the wrong one', async () => {
    expect(await troubleOf({ database: 'elsewhere' })).toMatchObject({ code: 'source-wrong-platform' });
  });
});

describe('a server that is too old', () => {
  it('is told which version it is and which is needed, and passed over for one that is not', async () => {
    const { port } = platform.server.options;
    const old = await LineProxy.to(port, await platform.as('postgres', (client) => speakingAs(14, client)));
    expect(await troubleOf({ addresses: old.address })).toEqual({ code: 'source-too-old', details: { found: 14, needed: 15 } });
    const made = station({ addresses: `${old.address},127.0.0.1:${port}` });
    made.start();
    await made.catchUp();
    await made.stop();
    await old.close();
  });
});

describe('an encrypted line', () => {
  let folder: string;
  let authority: TestAuthority;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'station-tls-'));
    authority = await TestAuthority.create();
    writeFileSync(join(folder, 'ca.pem'), authority.certificate);
    await platform.useCertificate(await authority.issue());
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const parameters = (mode: string, certificate = 'ca.pem') => `?sslmode=${mode}&sslrootcert=${join(folder, certificate)}`;

  it.each(['verify-full', 'verify-ca', 'require'])('is used with %s', async (mode) => {
    const made = station({ parameters: parameters(mode) });
    made.start();
    await made.catchUp();
    const encrypted = await platform.as('postgres', (client) =>
      client.query(
        `SELECT bool_and(ssl) AS all FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE usename = 'station_${STREET_CODE}'`,
      ),
    );
    expect(encrypted.rows).toEqual([{ all: true }]);
  });

  it('is refused when nobody vouches for the server', async () => {
    expect(await troubleOf({ parameters: '?sslmode=verify-full' })).toMatchObject({ code: 'source-tls-failed' });
    const stranger = await TestAuthority.create();
    writeFileSync(join(folder, 'stranger.pem'), stranger.certificate);
    expect(await troubleOf({ parameters: parameters('verify-ca', 'stranger.pem') })).toMatchObject({ code: 'source-tls-failed' });
    // libpq too: with an authority given, `require` checks it.
    expect(await troubleOf({ parameters: parameters('require', 'stranger.pem') })).toMatchObject({ code: 'source-tls-failed' });
    expect(await troubleOf({ parameters: parameters('verify-full', 'missing.pem') })).toMatchObject({
      code: 'source-tls-failed',
      details: { reason: 'unreadable' },
    });
  });

  it('is refused when the certificate has expired, or is of another host', async () => {
    await platform.useCertificate(await authority.issue(undefined, { notAfterMs: Date.now() - 1000 }));
    expect(await troubleOf({ parameters: parameters('verify-full') })).toMatchObject({
      code: 'source-tls-failed',
      details: { reason: 'CERT_HAS_EXPIRED' },
    });
    await platform.useCertificate(await authority.issue(['elsewhere.example']));
    expect(await troubleOf({ parameters: parameters('verify-full') })).toMatchObject({
      code: 'source-tls-failed',
      details: { reason: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    });
    const lenient = station({ parameters: parameters('verify-ca') });
    lenient.start();
    await lenient.catchUp();
  });
});

describe('a server that does not decode', () => {
  it('is told what it lacks', async () => {
    const plain = await TestPlatform.start({ cityVersion: city.version, settings: { wal_level: 'replica' } });
    const made = new TestStation({ platform: plain, city });
    try {
      made.start();
      expect(await made.failure()).toEqual({ code: 'source-not-logical', details: { found: 'replica' } });
    } finally {
      await made.remove();
      await plain.stop();
    }
  });
});
