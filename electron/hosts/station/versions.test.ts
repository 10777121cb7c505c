import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { TABLE_NAMES } from '../../../shared/tables/index.ts';
import type { ChangeSink } from '../../backend/replication/change.ts';
import { postgresPrograms } from '../platform/testing/postgres-programs.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { summaryDifferences } from './testing/differences.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity, TestStation } from './testing/test-station.ts';

const OTHER_STREET = '320106003';
/** Large enough, and random enough, to lie outside the row. */
const LONG_NOTE = `(SELECT string_agg(md5(i::text), '') FROM generate_series(1, 120) i)`;
/** What a lost slot needs: more than the server is willing to keep. */
const SETTINGS = { max_slot_wal_keep_size: '64MB' };
const MORE_LOG = `SELECT pg_logical_emit_message(false, 'x', repeat('x', 16000000)), pg_switch_wal()`;

describe.each(postgresPrograms())('a station on PostgreSQL $name', ({ binaries }) => {
  let city: City;
  let street: number;
  let platform: TestPlatform;
  let writer: PlatformWriter;
  let station: TestStation;
  let snapshots = 0;

  beforeAll(async () => {
    city = await testCity();
    street = city.streets.code.indexOf(STREET_CODE);
    platform = await TestPlatform.start({ binaries, cityVersion: city.version, settings: SETTINGS });
    writer = await PlatformWriter.connect(platform, city);
    await insertEverywhere(1);
    station = new TestStation({ platform, city, intercept: counting });
  });

  afterAll(async () => {
    await station.remove();
    await platform.stop();
  });

  function counting(sink: ChangeSink): ChangeSink {
    return {
      ...sink,
      beginSnapshot: async (...given) => {
        snapshots += 1;
        await sink.beginSnapshot(...given);
      },
    };
  }

  /** A row in every table; rows with a key of their own in a street beside ours too. */
  async function insertEverywhere(id: number): Promise<void> {
    const grid = city.grids.street.indexOf(street, city.grids.street.indexOf(street) + id);
    // Markers of what was caught up with are batches too, with the next key.
    await writer.insert('batch', { id: id * 1000 });
    await writer.insert('grid_profile', { grid, street });
    for (const [key, place] of [
      [id, STREET_CODE],
      [id + 100, OTHER_STREET],
    ] as const) {
      for (const table of ['worker', 'task', 'visit', 'alert', 'work_order', 'track'] as const)
        await writer.insert(table, { id: key }, { street: place });
      await writer.insert('position', { worker_id: key }, { street: place });
    }
  }

  async function expectExact(): Promise<void> {
    await station.catchUp();
    expect(await station.differences()).toEqual({});
    expect(summaryDifferences(station.replica.read)).toEqual({});
  }

  const admin = (text: string): Promise<unknown> => platform.as('postgres', (client) => client.query(text));

  it('fills itself with every table of its area', async () => {
    station.start();
    await expectExact();
    expect(TABLE_NAMES.filter((table) => station.rows(table).size === 0)).toEqual([]);
    expect(snapshots).toBe(1);
  });

  it('follows new, changed and deleted rows of every table', async () => {
    for (const id of [2, 3, 4]) await insertEverywhere(id);
    await expectExact();
    await writer.sql(`UPDATE platform.task SET state = 'verified', outcome = 'cleared', verified_at = now() WHERE id = 2`);
    await writer.sql(`UPDATE platform.position SET longitude = longitude + 0.0000001 WHERE worker_id = 2`);
    await writer.sql(`UPDATE platform.grid_profile SET data_collected_at = '\\x00ff'`);
    for (const table of TABLE_NAMES.filter((name) => name !== 'grid_profile' && name !== 'batch'))
      await writer.sql(`DELETE FROM platform.${table} WHERE ${table === 'position' ? 'worker_id' : 'id'} = 3`);
    await expectExact();
    expect(station.rows('task').size).toBe(3);
  });

  it('follows rows into the area and out of it, and to another key', async () => {
    await writer.sql(`UPDATE platform.task SET street = '${OTHER_STREET}' WHERE id = 4`);
    await writer.sql(`UPDATE platform.task SET street = '${STREET_CODE}' WHERE id = 104`);
    await writer.sql('UPDATE platform.task SET id = 900 WHERE id = 2');
    await expectExact();
    expect([...station.rows('task').keys()].sort((left, right) => left - right)).toEqual([1, 104, 900]);
  });

  it('keeps a large value that the stream leaves out, also of a row that comes in', async () => {
    await writer.sql(`UPDATE platform.task SET note = ${LONG_NOTE} WHERE id IN (1, 102)`);
    await writer.sql('UPDATE platform.task SET attempts = attempts + 1');
    await writer.sql(`UPDATE platform.task SET street = '${STREET_CODE}' WHERE id = 102`);
    await expectExact();
    expect([1, 102].map((id) => String(station.rows('task').get(id)?.at(-1)).length)).toEqual([120 * 32, 120 * 32]);
  });

  it('loses all rows of a table that is emptied, and no other', async () => {
    await writer.together(async () => {
      await writer.sql('TRUNCATE platform.visit');
      await writer.insert('visit', { id: 7, street });
    });
    await expectExact();
    expect([...station.rows('visit').keys()]).toEqual([7]);
    expect(snapshots).toBe(1);
  });

  it('names a slot that lost its log, and fills itself anew', async () => {
    await station.stop();
    for (let count = 0; count < 10; count += 1) await admin(MORE_LOG);
    await admin('CHECKPOINT');
    await writer.sql('DELETE FROM platform.task WHERE id = 900');
    station.start();
    await station.until(() =>
      station.report.warnings.some(({ code, details }) => code === 'source-slot-lost' && details['reason'] === 'slot-lost'),
    );
    await expectExact();
    expect([snapshots, station.report.warnings]).toEqual([2, []]);
  });
});
