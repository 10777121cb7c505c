import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { DAY_MS } from '../../../shared/domain/time.ts';
import { shiftedClock } from '../../backend/clock.ts';
import { connect, disconnect } from '../../backend/sources/postgres/connect.ts';
import { parseConnectionUrl } from '../../backend/sources/postgres/connection-url.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { LineProxy } from './testing/line-proxy.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity, TestStation, type TestStationOptions } from './testing/test-station.ts';

let city: City;
let platform: TestPlatform;
let writer: PlatformWriter;
let line: LineProxy;
let station: TestStation | null = null;
let lastId = 0;

beforeAll(async () => {
  city = await testCity();
  // A vacuum may end the slots of a standby.
  platform = await TestPlatform.start({ cityVersion: city.version, settings: { autovacuum: 'off' } });
  writer = await PlatformWriter.connect(platform, city);
});

beforeEach(async () => {
  line = await LineProxy.to(platform.server.options.port);
});

afterEach(async () => {
  await station?.remove();
  station = null;
  await line.close();
});

afterAll(() => platform.stop());

async function follow(options: Partial<TestStationOptions> = {}): Promise<TestStation> {
  station = await TestStation.follow({ platform, city, addresses: line.address, ...options });
  await station.catchUp();
  return station;
}

async function insertTasks(count: number): Promise<void> {
  await writer.together(async () => {
    for (let index = 0; index < count; index += 1) await writer.insert('task', { id: (lastId += 1) }, { street: STREET_CODE });
  });
}

describe('a line', () => {
  it('that goes silent without an end is noticed, and the next one goes on exactly', async () => {
    const following = await follow({ tuning: { queryTimeoutMs: 300 } });
    line.fault = { kind: 'silent' };
    await insertTasks(5);
    expect(await following.failure()).toMatchObject({ code: 'source-unreachable' });
    line.fault = { kind: 'none' };
    following.start();
    await following.catchUp();
    expect(await following.differences()).toEqual({});
  });

  it('whose station vanishes is ended by the server within a minute: what a copy holds there would wait for hours', async () => {
    const { host = '', port = 0, user, password, database } = platform.connectionOptions(`station_${STREET_CODE}`);
    const target = parseConnectionUrl(`postgres://${user}@${host}:${port}/${database}`);
    const settings = {
      target,
      readPassword: async () => password,
      applicationName: 'test',
      connectTimeoutMs: 10_000,
      queryTimeoutMs: 10_000,
    };
    const client = await connect(settings, { host, port }, 'copy');
    const asked = ['idle', 'interval', 'count'].map((name) => client.query<Record<string, string>>(`SHOW tcp_keepalives_${name}`));
    const [idle = 0, interval = 0, count = 0] = (await Promise.all(asked)).map(({ rows }) => Number(Object.values(rows[0] ?? {})[0]));
    disconnect(client);
    expect(idle).toBeGreaterThan(0);
    expect(idle + interval * count).toBeLessThanOrEqual(60);
  });

  it('whose stream alone goes silent is noticed although questions are answered', async () => {
    const following = await follow();
    // The only connection that is not the walsender's is let through.
    const { rows } = await platform.as('postgres', (client) =>
      client.query<{ pid: number }>(`SELECT active_pid AS pid FROM pg_replication_slots WHERE slot_name = '${following.slot}'`),
    );
    process.kill(rows[0]?.pid ?? 0, 'SIGSTOP');
    try {
      expect(await following.failure()).toMatchObject({ code: 'source-unreachable', details: { reason: 'silent' } });
    } finally {
      process.kill(rows[0]?.pid ?? 0, 'SIGCONT');
    }
    following.start();
    await following.catchUp();
    expect(await following.differences()).toEqual({});
  });

  it.each(['current_setting', 'IDENTIFY_SYSTEM', 'CREATE_REPLICATION_SLOT', 'SET TRANSACTION', 'EXPLAIN', 'COPY (', 'START_REPLICATION'])(
    'that goes silent when the station has said %s is noticed, whatever it waits for',
    async (onceSaid) => {
      const tuning = { queryTimeoutMs: 300, connectTimeoutMs: 300, copySilenceLimitMs: 300 };
      const starting = new TestStation({ platform, city, addresses: line.address, tuning });
      station = starting;
      line.fault = { kind: 'silent', onceSaid };
      starting.start();
      expect(await starting.failure()).toMatchObject({ code: 'source-unreachable' });
      line.fault = { kind: 'none' };
      line.breakAll();
      const following = await follow();
      expect(await following.differences()).toEqual({});
    },
  );

  it('that is reset inside a message loses and doubles nothing', async () => {
    const following = await follow();
    for (const afterBytes of [1, 17, 200, 1999, 3000, 5000]) {
      line.fault = { kind: 'cut', afterBytes };
      await insertTasks(30);
      expect(await following.failure()).toMatchObject({ code: 'source-unreachable' });
      line.fault = { kind: 'none' };
      following.start();
      await following.catchUp();
      expect(await following.differences()).toEqual({});
    }
  });

  it('is passed over while it does not answer', async () => {
    const second = await LineProxy.to(platform.server.options.port);
    const following = await follow({ addresses: `${line.address},${second.address}`, tuning: { connectTimeoutMs: 2000 } });
    line.fault = { kind: 'silent' };
    line.breakAll();
    expect(await following.failure()).toMatchObject({ code: 'source-unreachable' });
    await insertTasks(3);
    following.start();
    await following.catchUp();
    expect(await following.differences()).toEqual({});
    await second.close();
  });
});

describe('a server', () => {
  it.each(['fast', 'immediate'] as const)('that is stopped (%s) and comes back is followed exactly', async (mode) => {
    const following = await follow({ addresses: `127.0.0.1:${platform.server.options.port}` });
    await insertTasks(10);
    await platform.server.stop(mode);
    expect(await following.failure()).toMatchObject({ code: 'source-unreachable' });
    await platform.server.start();
    writer = await PlatformWriter.connect(platform, city);
    await insertTasks(10);
    following.start();
    await following.catchUp();
    expect(await following.differences()).toEqual({});
  });
});

describe('a standby', () => {
  it('is passed over until it is promoted; then the replica goes on where the histories are one', async () => {
    // The standby is a copy, slots included.
    const before = await follow({ addresses: `127.0.0.1:${platform.server.options.port}` });
    await before.stop();
    const standby = await platform.startStandby();
    writer = await PlatformWriter.connect(platform, city);
    await before.remove();
    const following = await follow({ addresses: `127.0.0.1:${standby.server.options.port},127.0.0.1:${platform.server.options.port}` });
    const reasons = snapshotReasons(following);
    await insertTasks(10);
    await following.catchUp();
    await standbyHasAll(standby);
    await platform.server.stop('immediate');
    await following.ended();
    await standby.as('postgres', (client) => client.query('SELECT pg_promote()'));
    const promoted = await PlatformWriter.connect(standby, city);
    await promoted.insert('task', { id: (lastId += 1) }, { street: STREET_CODE });
    following.start();
    await following.until(() => following.rows('task').has(lastId));
    expect(await following.differencesFrom(standby)).toEqual({});
    expect(reasons()).toEqual([]);
    await following.stop();
    await standby.stop();
    await platform.server.start();
    writer = await PlatformWriter.connect(platform, city);
    // Back on the old one, whose history went another way.
    following.start();
    await following.catchUp();
    expect(await following.differences()).toEqual({});
    expect(reasons()).toEqual(['other-history']);
  });
});

/** Why the station filled itself anew, as it said on screen. */
function snapshotReasons(following: TestStation): () => readonly unknown[] {
  const seen: unknown[] = [];
  const { replica } = following;
  replica.observe(({ replaced, position }) => {
    if (replaced && position !== '') seen.push(following.report.warnings[0]?.details['reason']);
  });
  return () => seen;
}

async function standbyHasAll(standby: TestPlatform): Promise<void> {
  const { rows } = await platform.as('postgres', (client) => client.query<{ at: string }>('SELECT pg_current_wal_flush_lsn()::text AS at'));
  await expect
    .poll(() =>
      standby.as('postgres', async (client) => {
        const replayed = await client.query<{ has: boolean }>(`SELECT pg_last_wal_replay_lsn() >= $1::pg_lsn AS has`, [rows[0]?.at]);
        return replayed.rows[0]?.has;
      }),
    )
    .toBe(true);
}

describe('a clock', () => {
  it.each([365, -365])('that is %i days off is named, and ages stay right by ours', async (days) => {
    const clock = shiftedClock(days * DAY_MS);
    const following = await follow({ clock });
    await insertTasks(1);
    await following.catchUp();
    await following.until(() => following.report.warnings.some(({ code }) => code === 'source-clock-off'));
    const warning = following.report.warnings.find(({ code }) => code === 'source-clock-off');
    expect(Math.round(Number(warning?.details['aheadMs']) / DAY_MS)).toBe(-days);
    expect(Math.abs((following.replica.cursor()?.committedAtMs ?? 0) - clock.now())).toBeLessThan(60_000);
    await following.until(() => following.report.lagMs !== null && following.report.lagMs < 10_000);
  });
});
