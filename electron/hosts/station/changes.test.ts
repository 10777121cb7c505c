import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { TABLE_NAMES } from '../../../shared/tables/index.ts';
import { sql } from '../../backend/db/sql.ts';
import { recountedSummaries, storedSummaries } from '../../backend/replication/testing/expected-summaries.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity, TestStation } from './testing/test-station.ts';

/** Large enough, and random enough, to lie outside the row. */
const LONG_NOTE = `(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 120) i)`;

let city: City;
let platform: TestPlatform;
let writer: PlatformWriter;
let station: TestStation;
let street: number;
let grids: readonly number[];
let lastId = 0;

beforeAll(async () => {
  city = await testCity();
  street = city.streets.code.indexOf(STREET_CODE);
  grids = city.grids.code.flatMap((_, grid) => (city.grids.street[grid] === street ? [grid] : []));
  platform = await TestPlatform.start({ cityVersion: city.version });
  writer = await PlatformWriter.connect(platform, city);
  station = await TestStation.follow({ platform, city });
});

afterAll(async () => {
  await station.remove();
  await platform.stop();
});

async function insertTask(given: Parameters<typeof writer.insert<'task'>>[1] = {}, raw = {}): Promise<number> {
  lastId += 1;
  await writer.insert('task', { id: lastId, street, grid: grids[lastId % grids.length] ?? -1, ...given }, raw);
  return lastId;
}

const quarantined = (): number => station.replica.read.value<number>(sql`SELECT count(*) FROM quarantine`) ?? 0;

/** Commits wait for a standby of this name from now on; for none when it is empty. */
async function waitForStandby(name: string): Promise<void> {
  await platform.as('postgres', async (client) => {
    await client.query(`ALTER SYSTEM SET synchronous_standby_names = '${name}'`);
    await client.query('SELECT pg_reload_conf()');
    // The reload reaches other processes by and by; this one waits until it has seen it itself.
    await expect
      .poll(async () => (await client.query('SHOW synchronous_standby_names')).rows[0])
      .toEqual({ synchronous_standby_names: name });
  });
}

/** Everything has come, rows and summaries are exact. */
async function expectExact(): Promise<void> {
  await station.catchUp();
  expect(await station.differences()).toEqual({});
  expect(storedSummaries(station.replica.read)).toEqual(recountedSummaries(station.replica.read));
}

describe('what is committed upstream is committed here', () => {
  it('in every table: new rows, changed rows, deleted rows', async () => {
    for (const id of [1, 2, 3]) {
      await writer.insert('batch', { id });
      await writer.insert('worker', { id, street });
      await writer.insert('grid_profile', { grid: grids[id] ?? 0, street });
      await writer.insert('visit', { id, street });
      await writer.insert('alert', { id, street, longitude: 1_187_654_321, latitude: -1 });
      await writer.insert('work_order', { id, street });
      await writer.insert('position', { worker_id: id, street });
      await writer.insert('track', { id, street });
      await insertTask({ batch_id: id });
    }
    await expectExact();
    expect(TABLE_NAMES.every((table) => station.rows(table).size >= 3)).toBe(true);
    await writer.sql(`UPDATE platform.alert SET state = 'closed', closed_at = now() WHERE id = 2`);
    await writer.sql(`UPDATE platform.position SET longitude = longitude + 0.0000001, heading = 359 WHERE worker_id = 2`);
    await writer.sql(`UPDATE platform.grid_profile SET data_collected_at = '\\x00ff', leader_name = '李' WHERE grid = $1`, [
      city.grids.code[grids[2] ?? 0],
    ]);
    await writer.sql(`UPDATE platform.task SET state = 'verified', outcome = 'cleared', verified_at = now() WHERE id = 2`);
    await writer.sql('DELETE FROM platform.work_order WHERE id = 2');
    await writer.sql('DELETE FROM platform.position WHERE worker_id = 3');
    await writer.sql(`UPDATE platform.track SET fixes = '\\x040202040202', known_until = known_until + interval '15 minutes' WHERE id = 2`);
    await writer.sql('DELETE FROM platform.track WHERE id = 3');
    await expectExact();
  });

  it('together or not at all: a transaction is one commit, one that is rolled back is none', async () => {
    const seen: number[] = [];
    const end = station.replica.observe(({ tables }) => seen.push(tables.get('task')?.upserted ?? 0));
    await writer.together(async () => {
      await insertTask();
      await insertTask();
      await insertTask();
    });
    await writer.sql('BEGIN');
    await insertTask();
    await writer.sql('ROLLBACK');
    await expectExact();
    end();
    expect(seen.filter((count) => count > 0)).toEqual([3]);
  });

  it('when a row enters and leaves the area', async () => {
    const id = await insertTask();
    await expectExact();
    await writer.sql(`UPDATE platform.task SET street = '320106003' WHERE id = $1`, [id]);
    await expectExact();
    expect(station.rows('task').has(id)).toBe(false);
    await writer.sql(`UPDATE platform.task SET street = $2 WHERE id = $1`, [id, STREET_CODE]);
    await expectExact();
    expect(station.rows('task').has(id)).toBe(true);
  });

  it('when a row gets another key, and when two exchange theirs', async () => {
    const first = await insertTask();
    const second = await insertTask();
    await writer.sql('UPDATE platform.task SET id = 900001 WHERE id = $1', [first]);
    await expectExact();
    await writer.together(async () => {
      await writer.sql('UPDATE platform.task SET id = 900002 WHERE id = $1', [second]);
      await writer.sql('UPDATE platform.task SET id = $1 WHERE id = 900001', [second]);
      await writer.sql('UPDATE platform.task SET id = $1 WHERE id = 900002', [first]);
    });
    await expectExact();
    expect([first, second].every((id) => station.rows('task').has(id))).toBe(true);
    const [, other = 0, another = 0] = grids;
    await writer.sql('UPDATE platform.grid_profile SET grid = $1 WHERE grid = $2', [
      city.grids.code[grids[9] ?? 0],
      city.grids.code[other],
    ]);
    await writer.sql('UPDATE platform.grid_profile SET grid = $1 WHERE grid = $2', [city.grids.code[other], city.grids.code[another]]);
    await expectExact();
  });

  it('with large values, which the stream leaves out where they did not change', async () => {
    const id = await insertTask();
    await writer.sql(`UPDATE platform.task SET note = ${LONG_NOTE} WHERE id = $1`, [id]);
    await expectExact();
    await writer.sql(`UPDATE platform.task SET attempts = attempts + 1 WHERE id = $1`, [id]);
    await expectExact();
    // Leaves and comes back, gets another key: the stream leaves the note out of a row that is new here.
    await writer.sql(`UPDATE platform.task SET street = '320106003' WHERE id = $1`, [id]);
    await writer.sql(`UPDATE platform.task SET street = $2 WHERE id = $1`, [id, STREET_CODE]);
    await expectExact();
    await writer.sql(`UPDATE platform.task SET id = 900003 WHERE id = $1`, [id]);
    await expectExact();
    expect(String(station.rows('task').get(900_003)?.at(-1))).toHaveLength(120 * 32);
  });

  it('when the stream brings such a row before anybody else can see it', async () => {
    const id = await insertTask({ street: -1 });
    await writer.sql(`UPDATE platform.task SET note = ${LONG_NOTE} WHERE id = $1`, [id]);
    await expectExact();
    // A commit that waits for a standby is in the stream at once, and seen by others only when it has been waited for.
    await waitForStandby('nobody');
    const { position } = station.replica.cursor() ?? {};
    const committing = writer.sql(`UPDATE platform.task SET street = $2 WHERE id = $1`, [id, STREET_CODE]);
    expect(await station.endsWithin(3000)).toBe(false);
    expect(station.replica.cursor()?.position).toBe(position);
    await waitForStandby('');
    await committing;
    await expectExact();
    expect(station.rows('task').has(id)).toBe(true);
  });

  it('when such a row is gone again before it could be asked for', async () => {
    const id = await insertTask({ street: -1 });
    await writer.sql(`UPDATE platform.task SET note = ${LONG_NOTE} WHERE id = $1`, [id]);
    await station.stop();
    await writer.sql(`UPDATE platform.task SET street = $2 WHERE id = $1`, [id, STREET_CODE]);
    await writer.sql(`DELETE FROM platform.task WHERE id = $1`, [id]);
    station.start();
    await expectExact();
  });

  it('as texts that somebody may think of', async () => {
    for (const note of ['\ufeff开头', 'a\u202eb', '👩‍🚒﷽', '\u0001\t\r\n\\N\\.', "');--", ''])
      await insertTask({ note, person_name: `\u0000`.slice(1) + note });
    await expectExact();
  });

  it('to the millisecond, from the first day of time to the last one', async () => {
    for (const moment of ['1970-01-01 00:00:00+00', '2026-11-23 08:00:00.123999+08', '9999-12-31 23:59:59.999+00']) {
      await insertTask({}, { verified_at: moment });
    }
    await expectExact();
  });

  it('when a table is emptied, whatever the area', async () => {
    await writer.sql('TRUNCATE platform.visit');
    await writer.insert('visit', { id: 77, street });
    await expectExact();
    expect(station.rows('visit').size).toBe(1);
  });

  it('with codes that this city does not have: without a place, and counted', async () => {
    const before = station.report.unknownCodes;
    const id = await insertTask({}, { grid: '320106002999999' });
    await station.catchUp();
    expect(station.rows('task').get(id)?.[3]).toBe(-1);
    await station.until(() => station.report.unknownCodes === before + 1);
    await writer.sql('DELETE FROM platform.task WHERE id = $1', [id]);
    await expectExact();
  });
});

describe('a record that is wrong', () => {
  it.each([
    ['state', { state: 'lost in thought' }],
    ['due_at', { due_at: 'infinity' }],
    ['verified_at', { verified_at: '-infinity' }],
    ['due_at', { due_at: '1969-12-31' }],
    ['worker_id', { worker_id: '9223372036854775807' }],
    ['compound', { compound: 2_000_000_000 }],
  ])('in its %s is set aside with reason and original, and its neighbours are applied', async (column, raw) => {
    const before = quarantined();
    let wrong = 0;
    await writer.together(async () => {
      await insertTask();
      wrong = await insertTask({}, raw);
      await insertTask();
    });
    await station.catchUp();
    expect(quarantined()).toBe(before + 1);
    const row = station.replica.read.row<{ column_name: string; original: string }>(
      sql`SELECT column_name, original FROM quarantine WHERE row_key = ${String(wrong)}`,
    );
    expect(row?.column_name).toBe(column);
    await writer.sql('DELETE FROM platform.task WHERE id = $1', [wrong]);
    await expectExact();
  });

  it('in a place that is none is set aside too', async () => {
    const before = quarantined();
    const nowhere = [{ longitude: 'NaN' }, { longitude: 'Infinity' }, { longitude: '181' }, { latitude: '-90.5' }, { latitude: '118.8' }];
    for (const [index, raw] of nowhere.entries()) await writer.insert('alert', { id: 9001 + index, street }, raw);
    await station.catchUp();
    expect(quarantined()).toBe(before + nowhere.length);
    await writer.sql('DELETE FROM platform.alert WHERE id > 9000');
    await expectExact();
  });

  it('is never fetched as it was before the change that the stream has brought', async () => {
    const id = await insertTask();
    await station.catchUp();
    const before = quarantined();
    await waitForStandby('nobody');
    const committing = writer.sql(`UPDATE platform.task SET state = '?' WHERE id = $1`, [id]);
    await station.until(() => quarantined() === before + 1);
    const fetching = station.source.fetchRows?.('task', [id]);
    await waitForStandby('');
    await committing;
    expect((await fetching)?.[0]).toMatchObject({ row: { id, state: '?' } });
    await writer.sql('DELETE FROM platform.task WHERE id = $1', [id]);
    await expectExact();
  });

  it('comes by fetching it once it is right', async () => {
    const id = await insertTask({}, { state: '?' });
    await station.catchUp();
    await writer.sql(`UPDATE platform.task SET state = 'pushed' WHERE id = $1`, [id]);
    const fetched = await station.source.fetchRows?.('task', [id, 123_456_789]);
    expect(fetched).toHaveLength(1);
    expect(fetched?.[0]).toMatchObject({ op: 'upsert', table: 'task', row: { id, state: 0, street } });
    await expectExact();
  });
});
