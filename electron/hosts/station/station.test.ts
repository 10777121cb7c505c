import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { StatusSnapshot } from '../../../shared/contract/topics.ts';
import { WHOLE_CITY } from '../../../shared/domain/areas.ts';
import type { Backend } from '../../backend/service.ts';
import { localCaller } from '../callers.ts';
import { parseHostOptions } from '../host-options.ts';
import { openBackend } from '../open-backend.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity } from './testing/test-station.ts';

let folder: string;
let platform: TestPlatform;
let backend: Backend | null = null;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'station-host-'));
  process.env['COMMAND_CENTER_KEYS'] = join(folder, 'keys');
  const city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
  const writer = await PlatformWriter.connect(platform, city);
  const street = city.streets.code.indexOf(STREET_CODE);
  await writer.insert('task', { id: 1, street, grid: city.grids.street.indexOf(street) });
  await writer.insert('task', { id: 2 }, { street: '320106003' });
});

afterEach(async () => {
  await backend?.close();
  backend = null;
});

afterAll(async () => {
  delete process.env['COMMAND_CENTER_KEYS'];
  await platform.stop();
  rmSync(folder, { recursive: true, force: true });
});

function passwordFile(mode = 0o600): string {
  const path = join(folder, 'password');
  writeFileSync(path, `${platform.connectionOptions(`station_${STREET_CODE}`).password}\n`, { mode });
  chmodSync(path, mode);
  return path;
}

/** Opens the backend as a host does with these words on its command line. */
async function open(data: string, ...values: string[]): Promise<Backend> {
  const { host, port, user, database } = platform.connectionOptions(`station_${STREET_CODE}`);
  const source = `postgres://${user}@${host}:${port}/${database}`;
  const dataFolder = join(folder, data);
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const options = parseHostOptions(['--data', dataFolder, '--source', source, ...values]);
  return openBackend(options, { printer: null, log: pino({ enabled: false }), keychain: null, onSourceSaved: null, onLocked: null });
}

/** Resolves with the first status of which this holds. */
function statusOf({ served, competence }: Backend, holds: (status: StatusSnapshot) => boolean): Promise<StatusSnapshot> {
  return new Promise((resolve) => {
    const end = served.topics.subscribe('status', {}, localCaller('console', competence), null, ({ data }) => {
      if (!holds(data)) return;
      queueMicrotask(() => end());
      resolve(data);
    });
  });
}

const ask = async (opened: Backend, area = opened.competence) =>
  opened.served.handlers.tasks(
    { area, scope: { kind: 'all' }, figure: 'listed', sort: { column: 'dueAt', descending: false }, offset: 0, limit: 10 },
    { caller: localCaller('console', opened.competence), signal: new AbortController().signal },
  );

describe('a station', () => {
  it('is started with a platform, an area and a password, and shows what is there', async () => {
    backend = await open('street', '--area', STREET_CODE, '--source-password-file', passwordFile());
    const { source } = await statusOf(backend, ({ source: { state } }) => state === 'live');
    expect(source).toMatchObject({ kind: 'postgres', areaCode: STREET_CODE, trouble: null, warnings: [] });
    expect(source.label).toMatch(/^127\.0\.0\.1:\d+\/city$/);
    expect(source.slot).toMatch(/^station_320106002_[0-9a-f]{8}$/);
    expect((await ask(backend)).total).toBe(1);
  });

  it('answers nothing about other areas', async () => {
    backend = await open('street', '--area', STREET_CODE);
    await statusOf(backend, ({ source: { state } }) => state === 'live');
    expect(backend.competence.level).toBe('street');
    await expect(ask(backend, WHOLE_CITY)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('keeps the password, takes its file away, and goes on without it', async () => {
    expect(existsSync(join(folder, 'password'))).toBe(false);
    backend = await open('street', '--area', STREET_CODE);
    expect((await statusOf(backend, ({ source: { state } }) => state === 'live')).source.trouble).toBeNull();
  });

  it('says what is wrong when the password is', async () => {
    const path = join(folder, 'password');
    writeFileSync(path, 'wrong', { mode: 0o600 });
    backend = await open('other', '--area', STREET_CODE, '--source-password-file', path);
    const { source } = await statusOf(backend, ({ source: { trouble } }) => trouble !== null);
    expect(source.trouble).toMatchObject({ code: 'source-auth-failed' });
    expect(source.retryAtMs).toBeGreaterThan(0);
  });

  it('is refused with an area that the city does not have', async () => {
    await expect(open('nowhere', '--area', '320199')).rejects.toMatchObject({ code: 'unknown-area', details: { area: '320199' } });
  });

  it('starts without the area that its window set once and a newer city lacks: the source says so, and another can be set', async () => {
    const dataFolder = join(folder, 'gone');
    mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
    const { host, port, user, database } = platform.connectionOptions(`station_${STREET_CODE}`);
    const settings = {
      kind: 'postgres',
      addresses: `${host}:${port}`,
      database,
      user,
      areaCode: '320199',
      tls: 'standard',
      station: '',
      certificatePath: '',
      keyPath: '',
    };
    writeFileSync(join(dataFolder, 'source.json'), JSON.stringify(settings));
    backend = await openBackend(parseHostOptions(['--data', dataFolder]), {
      printer: null,
      log: pino({ enabled: false }),
      keychain: null,
      onSourceSaved: () => undefined,
      onLocked: null,
    });
    const { source } = await statusOf(backend, ({ source: { trouble } }) => trouble !== null);
    expect(source).toMatchObject({ areaCode: '320199', trouble: { code: 'source-area-unknown', details: { area: '320199' } } });
    const context = { caller: localCaller('console', backend.competence), signal: new AbortController().signal };
    expect(await backend.served.handlers.sourceSettings({}, context)).toMatchObject({ settings });
  });

  it.runIf(process.platform !== 'win32')('is refused with a password that others can read', async () => {
    await expect(open('exposed', '--area', STREET_CODE, '--source-password-file', passwordFile(0o644))).rejects.toMatchObject({
      code: 'key-file-exposed',
    });
    rmSync(join(folder, 'password'));
  });

  it('is refused with a password file that is not there', async () => {
    await expect(open('missing', '--area', STREET_CODE, '--source-password-file', join(folder, 'none'))).rejects.toMatchObject({
      code: 'password-file-unreadable',
    });
  });
});
