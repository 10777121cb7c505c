import { text } from 'node:stream/consumers';
import pg, { type Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TABLES } from '../../../shared/tables/index.ts';
import type { TableSpec } from '../../../shared/tables/table-spec.ts';
import { streetColumnOf, UNKNOWN_STREET_CODE, upstreamColumns, upstreamKey, UPSTREAM_SCHEMA } from '../../../shared/tables/upstream.ts';
import { addStation, loadSchema, publishRelay } from './platform-schema.ts';
import { postgresPrograms } from './testing/postgres-programs.ts';
import { CITY_CODE, SCHEMA_FOLDER, STREET_CODE, TestPlatform } from './testing/test-platform.ts';

const SPECS: readonly TableSpec[] = Object.values(TABLES);
const DISTRICT_CODE = '320106';

async function rowsOf(client: Client, sql: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  return (await client.query<Record<string, unknown>>(sql, [...values])).rows;
}

/** What a publication says of every table: its columns and its rows. */
function published(client: Client, publication: string): Promise<readonly Record<string, unknown>[]> {
  return rowsOf(
    client,
    `SELECT tablename AS table, attnames::text[] AS columns, rowfilter AS rows FROM pg_publication_tables
      WHERE pubname = $1 AND schemaname = $2 ORDER BY tablename`,
    [publication, UPSTREAM_SCHEMA],
  );
}

function expectedPublication(rows: string | null, specs = SPECS): readonly Record<string, unknown>[] {
  return specs
    .map((spec) => ({
      table: spec.name,
      columns: upstreamColumns(spec).map(({ name }) => name),
      rows: streetColumnOf(spec) === null ? null : rows,
    }))
    .sort((left, right) => (left.table < right.table ? -1 : 1));
}

const INSERT_TASK = `INSERT INTO platform.task (id, batch_id, street, placement, state, outcome, list_mark, person_kind, pushed_at, due_at,
    person_name, id_number, phone, address, household_register)
  VALUES ($1, 1, $2, 'none', 'pushed', 'none', 'listed', 'arrival', now(), now(), '张某', '320106', '138', $3, '户籍不外传')`;

/** Every record that a publication lets through, as the bytes that go over the line. */
async function decoded(client: Client, slot: string, areaCode: string): Promise<string> {
  const rows = await rowsOf(
    client,
    `SELECT data FROM pg_logical_slot_get_binary_changes($1, NULL, NULL, 'proto_version', '1', 'publication_names', $2)`,
    [slot, `area_${areaCode}`],
  );
  return Buffer.concat(rows.map((row) => row['data'] as Buffer)).toString('utf8');
}

describe.each(postgresPrograms())('the platform on PostgreSQL ($name)', ({ binaries }) => {
  let platform: TestPlatform;
  let client: Client;

  beforeAll(async () => {
    platform = await TestPlatform.start({ binaries, areas: [CITY_CODE, DISTRICT_CODE, STREET_CODE] });
    client = await platform.connect();
  }, 60_000);
  afterAll(() => platform.stop());

  describe.each(SPECS)('$name', (spec) => {
    test('has every column of the spec, in its type', async () => {
      const columns = await rowsOf(
        client,
        `SELECT column_name AS name, data_type AS type, is_nullable = 'YES' AS nullable FROM information_schema.columns
          WHERE table_schema = $1 AND table_name = $2 ORDER BY ordinal_position`,
        [UPSTREAM_SCHEMA, spec.name],
      );
      const known = new Set(Object.keys(spec.columns));
      expect(columns.filter(({ name }) => known.has(String(name)))).toEqual(upstreamColumns(spec));
    });

    test('has the primary key that row filters need, and one row a key', async () => {
      const keys = await rowsOf(
        client,
        `SELECT i.indisprimary AS primary,
                (SELECT array_agg(a.attname::text ORDER BY k.ordinality)
                   FROM unnest(i.indkey) WITH ORDINALITY AS k (number, ordinality)
                   JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number) AS columns
           FROM pg_index i WHERE i.indrelid = $1::regclass AND i.indisunique`,
        [`${UPSTREAM_SCHEMA}.${spec.name}`],
      );
      expect(keys).toContainEqual({ primary: true, columns: upstreamKey(spec) });
      expect(keys.map(({ columns }) => columns)).toContainEqual([spec.key]);
    });

    test('lets a station select exactly these columns, and change nothing', async () => {
      const grants = await rowsOf(
        client,
        `SELECT column_name AS name, string_agg(DISTINCT privilege_type, ' ') AS may FROM information_schema.column_privileges
          WHERE table_schema = $1 AND table_name = $2 AND grantee = 'platform_station' GROUP BY column_name`,
        [UPSTREAM_SCHEMA, spec.name],
      );
      const names = upstreamColumns(spec).map(({ name }) => name);
      expect(new Map(grants.map(({ name, may }) => [name, may]))).toEqual(new Map(names.map((name) => [name, 'SELECT'])));
    });
  });

  test('has a street for every row that has one: the unknown street where none is given', async () => {
    const defaults = await rowsOf(
      client,
      `SELECT table_name AS name, column_default AS street FROM information_schema.columns
        WHERE table_schema = $1 AND column_name = 'street' ORDER BY table_name`,
      [UPSTREAM_SCHEMA],
    );
    const withStreet = SPECS.filter((spec) => streetColumnOf(spec) !== null).map(({ name }) => name);
    expect(defaults).toEqual(withStreet.toSorted().map((name) => ({ name, street: `'${UNKNOWN_STREET_CODE}'::text` })));
  });

  test.each([
    [CITY_CODE, null],
    [DISTRICT_CODE, `(street ~~ '320106%'::text)`],
    [STREET_CODE, `(street = '320106002'::text)`],
  ])('publishes the columns of the specs to %s, and its rows only', async (areaCode, rows) => {
    expect(await published(client, `area_${areaCode}`)).toEqual(expectedPublication(rows));
  });

  test('publishes to a relay what goes on through it: all of the city but the positions', async () => {
    const relayed = SPECS.filter(({ name }) => name !== 'position');
    await publishRelay(client);
    expect(await published(client, `relay_${CITY_CODE}`)).toEqual(expectedPublication(null, relayed));
    await client.query(`ALTER PUBLICATION relay_${CITY_CODE} ADD TABLE platform.position`);
    await loadSchema(client, SCHEMA_FOLDER);
    expect(await published(client, `relay_${CITY_CODE}`)).toEqual(expectedPublication(null, relayed));
    expect(await published(client, `area_${CITY_CODE}`)).toEqual(expectedPublication(null));
  });

  test('may be loaded again at any time, and repairs what was changed by hand', async () => {
    await client.query(`ALTER PUBLICATION area_${STREET_CODE} SET TABLE platform.task`);
    await client.query(`GRANT ALL ON platform.task TO platform_station; DROP POLICY station_${STREET_CODE} ON platform.alert`);
    await client.query(`ALTER POLICY station_${STREET_CODE} ON platform.visit USING (true)`);
    await loadSchema(client, SCHEMA_FOLDER);
    expect(await published(client, `area_${STREET_CODE}`)).toEqual(expectedPublication(`(street = '${STREET_CODE}'::text)`));
    const [leak] = await rowsOf(
      client,
      `SELECT has_table_privilege('platform_station', 'platform.task', 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE') AS "mayMore",
              (SELECT count(*)::int FROM pg_policies WHERE policyname = 'station_' || $1 AND qual LIKE '%' || $1 || '%') AS policies`,
      [STREET_CODE],
    );
    expect(leak).toEqual({ mayMore: false, policies: SPECS.filter((spec) => streetColumnOf(spec) !== null).length });
    expect(await rowsOf(client, 'SELECT schema_version, city_code FROM platform.meta')).toEqual([
      { schema_version: 3, city_code: CITY_CODE },
    ]);
  });

  test('refuses to lay an older version over a newer one', async () => {
    await client.query('UPDATE platform.meta SET schema_version = 4');
    await expect(loadSchema(client, SCHEMA_FOLDER)).rejects.toThrow('newer platform schema');
    await client.query('UPDATE platform.meta SET schema_version = 3');
  });

  test.each(['320106002; DROP', '110105001', '3201060', ''])('makes no station for %j, which is no area of the city', async (code) => {
    await expect(addStation(client, code)).rejects.toThrow('is not 320100');
  });

  test('shows a station the rows of its area, and hides the columns that no screen needs', async () => {
    await client.query('TRUNCATE platform.task');
    await client.query(INSERT_TASK, [1, STREET_CODE, 'here']);
    await client.query(INSERT_TASK, [2, '320106003', 'beside']);
    await client.query(INSERT_TASK, [3, '320104001', 'far']);
    const seen = (code: string) =>
      platform.as(`station_${code}`, async (station) =>
        (await rowsOf(station, 'SELECT id FROM platform.task ORDER BY id')).map(({ id }) => id),
      );
    expect([await seen(STREET_CODE), await seen(DISTRICT_CODE), await seen(CITY_CODE)]).toEqual([['1'], ['1', '2'], ['1', '2', '3']]);
    await platform.as(`station_${STREET_CODE}`, async (station) => {
      await expect(station.query('SELECT household_register FROM platform.task')).rejects.toThrow('permission denied');
      await expect(station.query('SELECT * FROM platform.feed')).rejects.toThrow('permission denied');
      await expect(station.query('DELETE FROM platform.task')).rejects.toThrow('permission denied');
      await expect(station.query('SELECT platform.publish_area($1)', [CITY_CODE])).rejects.toThrow('permission denied');
      await expect(station.query('SELECT platform.publish_relay()')).rejects.toThrow('permission denied');
      expect(await rowsOf(station, 'SELECT city_code FROM platform.meta')).toEqual([{ city_code: CITY_CODE }]);
    });
  });

  test('adds nothing to what is right already', async () => {
    const policies = () => rowsOf(client, 'SELECT oid, polname FROM pg_policy ORDER BY oid');
    const before = await policies();
    await loadSchema(client, SCHEMA_FOLDER);
    expect(await policies()).toEqual(before);
  });

  test('shows the relay the rows of the city, as few columns of them as a station', async () => {
    await client.query('TRUNCATE platform.task');
    for (const [id, street] of [STREET_CODE, '320104001'].entries()) await client.query(INSERT_TASK, [id, street, '']);
    await platform.as('platform_relay', async (relay) => {
      expect(await rowsOf(relay, 'SELECT count(*)::int AS tasks FROM platform.task')).toEqual([{ tasks: 2 }]);
      await expect(relay.query('SELECT household_register FROM platform.task')).rejects.toThrow('permission denied');
      await expect(relay.query('DELETE FROM platform.task')).rejects.toThrow('permission denied');
    });
  });

  test('gives the writer records and no schema', async () => {
    await platform.as('platform_writer', async (writer) => {
      await writer.query('TRUNCATE platform.task');
      await expect(writer.query('ALTER TABLE platform.task ADD COLUMN more text')).rejects.toThrow('must be owner');
      await expect(writer.query('CREATE TABLE platform.other (id int)')).rejects.toThrow('permission denied');
      await expect(writer.query(`SELECT platform.add_station('320106003')`)).rejects.toThrow('permission denied');
    });
  });

  test('lets nobody in without a password', async () => {
    await client.query(`SELECT platform.add_station('320106004')`);
    const guess = new pg.Client({ ...platform.connectionOptions('platform_writer'), user: 'station_320106004', password: 'guess' });
    await expect(guess.connect()).rejects.toThrow('password authentication failed');
    await client.query(`SELECT platform.remove_station('320106004')`);
  });

  test('lets a station copy out its rows, as a first copy does', async () => {
    await client.query('TRUNCATE platform.task');
    await client.query(INSERT_TASK, [1, STREET_CODE, 'here']);
    await client.query(INSERT_TASK, [2, '320106003', 'beside']);
    const columns = upstreamColumns(TABLES.task).map(({ name }) => name);
    await platform.as(`station_${STREET_CODE}`, async (station) => {
      const copied = await text(station.query(copyTo(`COPY platform.task (${columns.join(', ')}) TO STDOUT`)));
      expect(
        copied
          .trimEnd()
          .split('\n')
          .map((line) => line.split('\t')[0]),
      ).toEqual(['1']);
      await expect(text(station.query(copyTo('COPY platform.task TO STDOUT')))).rejects.toThrow('permission denied');
    });
  });

  test('sends a station over its slot what it may see and nothing else', async () => {
    await platform.as(`station_${STREET_CODE}`, async (station) => {
      await station.query(`SELECT pg_create_logical_replication_slot('station_test', 'pgoutput')`);
      await client.query('TRUNCATE platform.task');
      await client.query(INSERT_TASK, [1, STREET_CODE, '这里的地址']);
      await client.query(INSERT_TASK, [2, '320106003', '别处的地址']);
      const line = await decoded(station, 'station_test', STREET_CODE);
      expect(line).toContain('这里的地址');
      expect(line).not.toContain('别处的地址');
      expect(line).not.toContain('户籍不外传');
      expect(line).not.toContain('household_register');
      await station.query(`SELECT pg_drop_replication_slot('station_test')`);
    });
  });

  test('forgets a station that closes', async () => {
    await platform.addStation('320106003');
    await client.query(`SELECT platform.remove_station('320106003')`);
    expect(await published(client, 'area_320106003')).toEqual([]);
    expect(await rowsOf(client, `SELECT FROM pg_roles WHERE rolname = 'station_320106003'`)).toEqual([]);
  });

  test('finds fault with settings under which stations lose their place', async () => {
    const wrong = async () =>
      (await rowsOf(client, 'SELECT setting FROM platform.check_settings() WHERE NOT satisfied')).map(({ setting }) => setting);
    expect(await wrong()).toEqual([]);
    await client.query('SET synchronous_commit = off');
    await client.query(`ALTER SYSTEM SET max_slot_wal_keep_size = '-1'`);
    await client.query('SELECT pg_reload_conf()');
    await expect.poll(wrong).toEqual(['max_slot_wal_keep_size', 'synchronous_commit']);
  });
});
