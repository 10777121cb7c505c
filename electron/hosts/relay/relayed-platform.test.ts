import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { UNKNOWN_STREET_CODE } from '../../../shared/tables/upstream.ts';
import { sql } from '../../backend/db/sql.ts';
import { PlatformWriter } from '../station/testing/platform-writer.ts';
import { testCity, type TestStation } from '../station/testing/test-station.ts';
import { RelayedPlatform } from './testing/relayed-platform.ts';
import { isWithoutNats } from '../../backend/jetstream/testing/without-nats.ts';

const [STREET, NEIGHBOUR, DISTRICT] = ['320106002', '320106003', '320106'];
/** Large enough, and random enough, to lie outside the row. */
const LONG_NOTE = `(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 120) i)`;
const PATIENCE_MS = 90_000;

let city: City;
let relayed: RelayedPlatform;
let writer: PlatformWriter;
let stations: readonly TestStation[];
let streets: readonly [number, number];
let lastId = 0;

async function insertTask(street: number, raw = {}): Promise<number> {
  lastId += 1;
  await writer.insert('task', { id: lastId, street }, raw);
  return lastId;
}

async function expectExact(): Promise<void> {
  for (const station of stations) {
    await station.catchUp();
    expect([station.area, await station.differences()]).toEqual([station.area, {}]);
  }
}

const quarantined = (station: TestStation): number => station.replica.read.value<number>(sql`SELECT count(*) FROM quarantine`) ?? 0;

beforeAll(async () => {
  city = await testCity();
  streets = [city.streets.code.indexOf(STREET), city.streets.code.indexOf(NEIGHBOUR)];
  relayed = await RelayedPlatform.start(city, [STREET, NEIGHBOUR, DISTRICT, city.code]);
  writer = await PlatformWriter.connect(relayed.platform, city);
  for (const street of [0, 1, 2, -1, ...streets]) await insertTask(street);
  await relayed.startRelay();
  stations = await Promise.all([STREET, NEIGHBOUR, DISTRICT, city.code].map((area) => relayed.follow(area)));
}, PATIENCE_MS);

afterAll(async () => {
  await Promise.all(stations.map((station) => station.remove()));
  await relayed.remove();
}, PATIENCE_MS);

describe.skipIf(isWithoutNats)('stations behind a relay on a real PostgreSQL', { timeout: PATIENCE_MS }, () => {
  it('hold the rows of their area as PostgreSQL has them, those from before the relay too', async () => {
    await expectExact();
    expect(stations.map(({ replica }) => replica.read.value(sql`SELECT count(*) FROM task`))).toEqual([1, 1, 2, 6]);
  });

  it('get new, changed and deleted rows of every table', async () => {
    const [street] = streets;
    const grid = city.grids.street.indexOf(street);
    await writer.insert('worker', { id: 1, street });
    await writer.insert('grid_profile', { grid, street });
    await writer.insert('visit', { id: 1, street });
    await writer.insert('alert', { id: 1, street, longitude: 1_187_654_321, latitude: -1 });
    await writer.insert('work_order', { id: 1, street });
    await expectExact();
    await writer.sql(`UPDATE platform.worker SET phone = 'changed'`);
    await writer.sql('DELETE FROM platform.alert');
    await writer.sql('DELETE FROM platform.grid_profile');
    await expectExact();
  });

  it('see a row leave one street for another, its large values with it', async () => {
    const id = await insertTask(streets[0]);
    await writer.sql(`UPDATE platform.task SET note = ${LONG_NOTE} WHERE id = ${id}`);
    await writer.sql(`UPDATE platform.task SET street = '${NEIGHBOUR}' WHERE id = ${id}`);
    await expectExact();
    await writer.sql(`UPDATE platform.task SET street = '${STREET}', id = ${id + 100_000}, attempts = 4 WHERE id = ${id}`);
    await writer.sql(`UPDATE platform.task SET street = '${UNKNOWN_STREET_CODE}' WHERE id = ${id + 100_000}`);
    await expectExact();
  });

  it('lose a row with large values that left for another street, although it is gone before its values could be asked for', async () => {
    const ids = [await insertTask(streets[0]), await insertTask(streets[0])] as const;
    await writer.sql(`UPDATE platform.task SET note = ${LONG_NOTE} WHERE id IN (${ids.join()})`);
    await expectExact();
    await writer.together(async () => {
      await writer.sql(`UPDATE platform.task SET street = '${NEIGHBOUR}' WHERE id IN (${ids.join()})`);
      await writer.sql(`DELETE FROM platform.task WHERE id = ${ids[0]}`);
      await writer.sql(`UPDATE platform.task SET id = ${ids[1] + 100_000} WHERE id = ${ids[1]}`);
    });
    await expectExact();
  });

  it('see nothing of what happens between the moves of one transaction', async () => {
    const id = await insertTask(streets[0]);
    await writer.together(async () => {
      await writer.sql(`UPDATE platform.task SET attempts = 1 WHERE id = ${id}`);
      await writer.sql(`UPDATE platform.task SET street = '${NEIGHBOUR}' WHERE id = ${id}`);
      await writer.sql(`UPDATE platform.task SET attempts = 2 WHERE id = ${id}`);
      await writer.sql(`UPDATE platform.task SET street = '${STREET}' WHERE id = ${id}`);
    });
    await expectExact();
  });

  it('keep a large value that did not change, and lose all rows of an emptied table', async () => {
    const id = await insertTask(streets[1], { note: 'x'.repeat(900_000) });
    await writer.sql(`UPDATE platform.task SET note = ${LONG_NOTE} WHERE id = ${id}`);
    await writer.sql(`UPDATE platform.task SET attempts = 9 WHERE id = ${id}`);
    await expectExact();
    await writer.together(async () => {
      await writer.sql('TRUNCATE platform.visit');
      await writer.insert('visit', { id: 7, street: streets[1] });
    });
    await expectExact();
  });

  it('set aside a row that is none, with what it was, and apply its neighbours', async () => {
    const before = stations.map(quarantined);
    await insertTask(streets[0], { state: 'no such state' });
    await insertTask(streets[0]);
    for (const station of stations) await station.catchUp();
    expect(stations.map((station, index) => quarantined(station) - (before[index] ?? 0))).toEqual([1, 0, 1, 1]);
    await writer.sql(`UPDATE platform.task SET state = 'pushed' WHERE state = 'no such state'`);
    await expectExact();
  });

  it('get a transaction of more rows than anybody holds', async () => {
    await writer.sql(
      `INSERT INTO platform.visit SELECT 1000 + i, 1, CASE WHEN i % 3 = 0 THEN '${STREET}' ELSE '${NEIGHBOUR}' END, NULL, NULL, 'patrol', -1, 1, 1, 1, 1, 1, now() FROM generate_series(1, 25000) i`,
    );
    await expectExact();
    await writer.sql('DELETE FROM platform.visit');
    await expectExact();
  });
});
