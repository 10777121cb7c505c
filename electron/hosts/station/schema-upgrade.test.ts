import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { loadSchema } from '../platform/platform-schema.ts';
import { postgresPrograms } from '../platform/testing/postgres-programs.ts';
import { SCHEMA_1_FOLDER, SCHEMA_FOLDER, STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity, TestStation } from './testing/test-station.ts';

const ROWS = 200;

describe.each(postgresPrograms())('a platform of version 1 on PostgreSQL $name', ({ binaries }) => {
  let city: City;
  let platform: TestPlatform;
  let writer: PlatformWriter;
  let station: TestStation;

  beforeAll(async () => {
    city = await testCity();
    platform = await TestPlatform.start({ binaries, cityVersion: city.version, schemaFolder: SCHEMA_1_FOLDER });
    writer = await PlatformWriter.connect(platform, city);
    station = new TestStation({ platform, city });
  });

  afterAll(async () => {
    await station.remove();
    await platform.stop();
  });

  async function admin<Row extends object>(text: string): Promise<readonly Row[]> {
    return (await platform.as('postgres', (client) => client.query<Row>(text))).rows;
  }

  const upgrade = (): Promise<void> => platform.as('postgres', (client) => loadSchema(client, SCHEMA_FOLDER));

  async function insertTasks(from: number): Promise<void> {
    for (let id = from; id < from + ROWS; id += 1) await writer.insert('task', { id }, { street: STREET_CODE });
  }

  it('is named by a station as too old, with both versions, and left as it is', async () => {
    for (const table of ['worker', 'visit', 'alert', 'work_order'] as const) await writer.insert(table, { id: 1 }, { street: STREET_CODE });
    await insertTasks(1);
    station.start();
    expect(await station.failure()).toEqual({ code: 'source-schema-missing', details: { found: 1, needed: 2 } });
    expect(await admin('SELECT slot_name FROM pg_replication_slots')).toEqual([]);
  });

  it('keeps its rows when the files of this version are run, and the station takes it up, over the slot of its old program', async () => {
    await platform.as(`station_${STREET_CODE}`, (client) =>
      client.query(`SELECT pg_create_logical_replication_slot('${station.slot}', 'pgoutput')`),
    );
    // Somebody writes all the while.
    await Promise.all([upgrade(), insertTasks(1 + ROWS)]);
    station.start();
    await station.until(() => station.replica.cursor() !== null);
    await writer.insert('track', { id: 1 }, { street: STREET_CODE });
    await station.catchUp();
    expect(await station.differences()).toEqual({});
    expect([station.rows('task').size, station.rows('track').size]).toEqual([2 * ROWS, 1]);
    expect(await admin('SELECT slot_name FROM pg_replication_slots')).toEqual([{ slot_name: station.slot }]);
    expect(await admin('SELECT schema_version FROM platform.meta')).toEqual([{ schema_version: 3 }]);
  });

  it('is from then on what one is that was never of another version', async () => {
    const fresh = await TestPlatform.start({ binaries, cityVersion: city.version });
    await fresh.publishRelay();
    expect(await describedBy(platform)).toEqual(await describedBy(fresh));
    await fresh.stop();
  });

  it('goes on under a station that follows, without a new copy, when the files are run over version 2', async () => {
    // What version 3 added: a publication, and the two functions that make it.
    await admin(`DROP PUBLICATION relay_320100; DROP FUNCTION platform.publish_relay(), platform.publish(text, text, name[]);
      UPDATE platform.meta SET schema_version = 2`);
    await station.restart();
    await station.catchUp();
    const copied: string[] = [];
    station.replica.observe(({ replaced, position }) => {
      if (replaced) copied.push(position);
    });
    await Promise.all([upgrade(), insertTasks(1 + 2 * ROWS)]);
    await station.catchUp();
    expect(await station.differences()).toEqual({});
    expect(await admin('SELECT schema_version FROM platform.meta')).toEqual([{ schema_version: 3 }]);
    expect([copied, station.report.warnings, station.rows('task').size]).toEqual([[], [], 3 * ROWS]);
  });
});

/** Tables, columns and rights, keys and indexes, what is published and which rows a role sees: all that the files make, as PostgreSQL says it. */
async function describedBy(platform: TestPlatform): Promise<unknown> {
  const questions = [
    `SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns
      WHERE table_schema = 'platform' ORDER BY table_name, column_name`,
    `SELECT table_name, column_name, grantee, privilege_type FROM information_schema.column_privileges
      WHERE table_schema = 'platform' ORDER BY table_name, column_name, grantee, privilege_type`,
    `SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'platform' ORDER BY indexdef`,
    `SELECT pubname, tablename, attnames::text[], rowfilter FROM pg_publication_tables ORDER BY pubname, tablename`,
    `SELECT tablename, policyname, roles::text[], qual FROM pg_policies WHERE schemaname = 'platform' ORDER BY tablename, policyname`,
    `SELECT proname, prosrc, proacl::text FROM pg_proc WHERE pronamespace = 'platform'::regnamespace ORDER BY proname`,
    `SELECT rolname, rolsuper, rolcanlogin, rolreplication, rolbypassrls FROM pg_roles WHERE rolname ~ '^(platform|station)_' ORDER BY rolname`,
  ];
  return platform.as('postgres', async (client) => {
    const answers: unknown[] = [];
    for (const question of questions) answers.push((await client.query(question)).rows);
    return answers;
  });
}
