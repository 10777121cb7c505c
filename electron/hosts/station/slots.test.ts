import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { TestPlatform } from '../platform/testing/test-platform.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity, TestStation, type TestStationOptions } from './testing/test-station.ts';

let city: City;
let platform: TestPlatform;
let writer: PlatformWriter;
let stations: TestStation[] = [];

beforeAll(async () => {
  city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version, settings: { max_slot_wal_keep_size: '64MB' } });
  writer = await PlatformWriter.connect(platform, city);
});

afterEach(async () => {
  await Promise.all(stations.map((station) => station.remove()));
  stations = [];
  await admin('SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE active_pid IS NULL');
});

afterAll(() => platform.stop());

async function admin<Row extends object>(text: string): Promise<readonly Row[]> {
  return (await platform.as('postgres', (client) => client.query<Row>(text))).rows;
}

async function followingStation(options: Partial<TestStationOptions> = {}): Promise<TestStation> {
  const station = await TestStation.follow({ platform, city, ...options });
  stations.push(station);
  return station;
}

async function expectExact(station: TestStation): Promise<void> {
  await station.catchUp();
  expect(await station.differences()).toEqual({});
}

/** Counts the snapshots that a station takes from now on. */
function snapshotsOf(station: TestStation): () => number {
  let snapshots = 0;
  station.replica.observe(({ replaced, position }) => {
    if (replaced && position !== '') snapshots += 1;
  });
  return () => snapshots;
}

async function slotOf(station: TestStation) {
  const [slot] = await admin<{ active: boolean; confirmed: string; kept: string }>(
    `SELECT active, confirmed_flush_lsn::text AS confirmed, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)::text AS kept
       FROM pg_replication_slots WHERE slot_name = '${station.slot}'`,
  );
  return slot;
}

describe('a slot', () => {
  it('is the station’s own, and follows what is durable here', async () => {
    const station = await followingStation();
    expect(station.slot).toMatch(/^station_320106002_[0-9a-f]{8}$/);
    for (let id = 1; id <= 20; id += 1) await writer.insert('worker', { id }, { street: '320106002' });
    await expectExact(station);
    const cursor = station.replica.cursor()?.position.split('/').slice(2, 4).join('/') ?? '';
    await station.until(() => station.report.backlogBytes === 0);
    await expect
      .poll(
        async () => (await admin<{ is: boolean }>(`SELECT '${(await slotOf(station))?.confirmed}'::pg_lsn >= '${cursor}' AS is`))[0]?.is,
      )
      .toBe(true);
  });

  it('follows a log that holds nothing for this station, and the replica with it', async () => {
    const station = await followingStation();
    const snapshots = snapshotsOf(station);
    await station.catchUp();
    const before = station.replica.cursor()?.position;
    await writer.together(async () => {
      for (let id = 1000; id < 1050; id += 1) await writer.insert('worker', { id }, { street: '320106003' });
    });
    await station.until(() => station.replica.cursor()?.position !== before);
    await station.restart();
    await expectExact(station);
    expect(snapshots()).toBe(0);
  });

  it('that is dropped while we are away means a new snapshot, and the screen says why', async () => {
    const station = await followingStation();
    const snapshots = snapshotsOf(station);
    await station.stop();
    await admin(`SELECT pg_drop_replication_slot('${station.slot}')`);
    await writer.sql('DELETE FROM platform.worker WHERE id = 3');
    station.start();
    await station.until(() =>
      station.report.warnings.some(({ code, details }) => code === 'source-slot-lost' && details['reason'] === 'slot-missing'),
    );
    await expectExact(station);
    expect(snapshots()).toBe(1);
    await station.until(() => station.report.warnings.length === 0);
  });

  it('that lost its log means a new snapshot', async () => {
    const station = await followingStation();
    const snapshots = snapshotsOf(station);
    await station.stop();
    // More than the server is willing to keep.
    for (let count = 0; count < 10; count += 1)
      await admin(`SELECT pg_logical_emit_message(false, 'x', repeat('x', 16000000)), pg_switch_wal()`);
    await admin('CHECKPOINT');
    expect(await admin(`SELECT wal_status FROM pg_replication_slots WHERE slot_name = '${station.slot}'`)).toEqual([
      { wal_status: 'lost' },
    ]);
    await writer.sql('DELETE FROM platform.worker WHERE id = 4');
    station.start();
    await expectExact(station);
    expect(snapshots()).toBe(1);
  });

  it('that kept more than a fresh copy takes is not read: the station fills itself anew', async () => {
    const station = await followingStation({ tuning: { mostBacklogBytes: 1_000_000 } });
    const snapshots = snapshotsOf(station);
    await station.stop();
    await writer.sql('DELETE FROM platform.worker WHERE id = 15');
    station.start();
    await expectExact(station);
    expect(snapshots()).toBe(0);
    await station.stop();
    await admin(`SELECT pg_logical_emit_message(false, 'x', repeat('x', 2000000))`);
    await writer.sql('DELETE FROM platform.worker WHERE id = 16');
    station.start();
    await expectExact(station);
    expect(snapshots()).toBe(1);
    expect(station.report.warnings).toEqual([]);
  });

  it('near its end is a warning', async () => {
    const station = await followingStation();
    const holding = await platform.connect('postgres');
    // An open transaction keeps the log that the slot needs.
    await holding.query(`BEGIN; INSERT INTO platform.feed VALUES ('open', '', now())`);
    const isWarned = (): boolean => station.report.warnings.some(({ code }) => code === 'source-slot-at-risk');
    await expect
      .poll(
        async () => {
          await admin(`SELECT pg_logical_emit_message(false, 'x', repeat('x', 4000000))`);
          return isWarned();
        },
        { timeout: 15_000, interval: 100 },
      )
      .toBe(true);
    await holding.query('ROLLBACK');
  });

  it('that is ahead of the replica means a new snapshot: what lies between is not sent again', async () => {
    const station = await followingStation();
    const snapshots = snapshotsOf(station);
    await station.stop();
    await writer.sql('DELETE FROM platform.worker WHERE id = 5');
    await admin(`SELECT pg_replication_slot_advance('${station.slot}', pg_current_wal_lsn())`);
    station.start();
    await expectExact(station);
    expect(snapshots()).toBe(1);
  });

  it('that a dead program of ours still holds is taken back', async () => {
    const station = await followingStation();
    // A line that the server still believes in.
    const ghost = await followingGhost(station);
    station.start();
    await expectExact(station);
    await ghost.ended;
  });

  it('that a living copy of this station holds is left to it', async () => {
    const station = await followingStation();
    const copy = new TestStation({ platform, city });
    stations.push(copy);
    copy.start();
    await copy.catchUp();
    expect(await station.failure()).toMatchObject({ code: 'source-unreachable', details: { reason: '57P01' } });
    station.start();
    expect(await station.failure()).toMatchObject({ code: 'source-slot-busy', details: { reason: 'other-station' } });
    await copy.stop();
    station.start();
    await station.catchUp();
  });

  it('of another kind is nothing that we drop', async () => {
    await admin(`SELECT pg_create_logical_replication_slot('station_320106002_c0ffee01', 'test_decoding')`);
    const station = new TestStation({ platform, city });
    stations.push(station);
    station.start();
    expect(await station.failure()).toMatchObject({ code: 'source-forbidden', details: { reason: 'slot-of-another-kind' } });
  });
});

/** Streams from a stopped station's slot, as a program that died without a word seems to. Answers when that ends. */
async function followingGhost(station: TestStation): Promise<{ readonly ended: Promise<unknown> }> {
  await station.stop();
  const { host, port, user, password, database } = platform.connectionOptions('station_320106002');
  const client = await platform.connect('station_320106002', { host, port, user, password, database, replication: 'database' } as object);
  const ended = client
    .query(`START_REPLICATION SLOT "${station.slot}" LOGICAL 0/0 (proto_version '1', publication_names 'area_320106002')`)
    .catch(() => undefined);
  await expect.poll(async () => (await slotOf(station))?.active).toBe(true);
  return { ended };
}
