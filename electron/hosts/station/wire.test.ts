import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../../../shared/tables/index.ts';
import { STREET_CODE, TestPlatform } from '../platform/testing/test-platform.ts';
import { LineProxy } from './testing/line-proxy.ts';
import { PlatformWriter } from './testing/platform-writer.ts';
import { testCity, TestStation } from './testing/test-station.ts';

const OTHER_STREET = '320106003';
const NO_STREET = '000000000';
/** Words that stand where nothing may be read, and one that has to arrive; numbers for tables that have no words. */
const OURS = { word: 'ROW-OF-OUR-STREET', number: 7_070_710_100 };
const OTHERS = { word: 'ROW-OF-ANOTHER-STREET', number: 8_080_820_200 };
const HIDDEN = 'COLUMN-THAT-STAYS';
const HIDDEN_DAY = '1937-12-13';
const POSTGRES_DAY_0_MS = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;

/** Where each table with streets says whose row it is. */
const MARKED_COLUMN = {
  worker: 'worker_name',
  grid_profile: 'leader_name',
  task: 'note',
  visit: 'households',
  alert: 'address',
  work_order: 'title',
  position: 'heading',
  track: 'worker_id',
} as const satisfies Record<Exclude<TableName, 'batch'>, string>;
type MarkedTable = keyof typeof MARKED_COLUMN;
const MARKED_TABLES = Object.keys(MARKED_COLUMN) as readonly MarkedTable[];

/** What stands in a column that no screen needs, by its type; the large ones do not fit into their row. */
const HIDDEN_VALUE: Readonly<Record<string, string>> = {
  'text NO': `'${HIDDEN}'`,
  'text YES': `'${HIDDEN}' || (SELECT string_agg(md5(i::text), '') FROM generate_series(1, 200) i)`,
  'bytea YES': `'${HIDDEN}'::bytea`,
  'jsonb YES': `'["${HIDDEN}"]'::jsonb`,
  'date YES': `'${HIDDEN_DAY}'::date`,
};

let city: City;
let platform: TestPlatform;
let writer: PlatformWriter;
let line: LineProxy;
/** `SET` of every column that is in no spec, by table. */
let hiding: ReadonlyMap<TableName, string>;

/** Each table has its own mark, so that nothing of one passes for another's. */
function markOf(table: MarkedTable, { word, number }: typeof OURS): string | number {
  const column = MARKED_COLUMN[table];
  const { type } = (TABLES[table].columns as Readonly<Record<string, { readonly type: string }>>)[column] ?? { type: '' };
  return type === 'text' ? `${word} ${table}` : number + MARKED_TABLES.indexOf(table);
}

/** How a value may stand on the wire: as text, and as PostgreSQL's binary form has it. */
function formsOf(value: string | number): readonly Buffer[] {
  const text = Buffer.from(String(value));
  if (typeof value === 'string') return [text, Buffer.from(text.toString('hex'))];
  const binary = Buffer.alloc(8);
  binary.writeBigInt64BE(BigInt(value));
  return [text, binary];
}

function formsOfDay(day: string): readonly Buffer[] {
  const binary = Buffer.alloc(4);
  binary.writeInt32BE((Date.parse(day) - POSTGRES_DAY_0_MS) / DAY_MS);
  return [Buffer.from(day), binary];
}

/** Numbers of rows are indices of grids too: a profile is one of a grid. */
function keyOf(table: MarkedTable, id: number): string | number {
  return TABLES[table].key === 'grid' ? (city.grids.code[id] ?? '') : id;
}

async function insertMarked(table: MarkedTable, id: number, street: string): Promise<void> {
  const mark = markOf(table, street === STREET_CODE ? OURS : OTHERS);
  await writer.insert(table, {}, { street, [TABLES[table].key]: keyOf(table, id), [MARKED_COLUMN[table]]: mark });
}

/** Ours, another street's and nobody's. */
async function insertRows(first: number): Promise<void> {
  for (const table of MARKED_TABLES) {
    await insertMarked(table, first, STREET_CODE);
    await insertMarked(table, first + 1, OTHER_STREET);
    await insertMarked(table, first + 2, NO_STREET);
  }
}

async function moveTo(table: MarkedTable, id: number, street: string): Promise<void> {
  const mark = markOf(table, street === STREET_CODE ? OURS : OTHERS);
  const { key } = TABLES[table];
  await writer.sql(`UPDATE platform.${table} SET street = $1, ${MARKED_COLUMN[table]} = $2 WHERE ${key} = $3`, [
    street,
    mark,
    keyOf(table, id),
  ]);
}

/** Of every column that lies on the platform and is in no spec. */
async function findHiding(): Promise<ReadonlyMap<TableName, string>> {
  const { rows } = await writer.client.query<{ table: TableName; column: string; type: string }>(
    `SELECT table_name AS "table", column_name AS "column", data_type || ' ' || is_nullable AS type
       FROM information_schema.columns WHERE table_schema = 'platform' AND table_name = ANY ($1)`,
    [TABLE_NAMES],
  );
  const found = new Map<TableName, string[]>();
  for (const { table, column, type } of rows.filter((row) => !(row.column in TABLES[row.table].columns)))
    found.set(table, [...(found.get(table) ?? []), `${column} = ${HIDDEN_VALUE[type] ?? `no value for ${type}`}`]);
  return new Map([...found].map(([table, columns]) => [table, columns.join(', ')]));
}

async function hide(): Promise<void> {
  for (const [table, columns] of hiding) await writer.sql(`UPDATE platform.${table} SET ${columns}`);
}

beforeAll(async () => {
  city = await testCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
  writer = await PlatformWriter.connect(platform, city);
  line = await LineProxy.to(platform.server.options.port);
  hiding = await findHiding();
  await writer.insert('batch', { id: 1 });
  await writer.sql(`INSERT INTO platform.feed (name, position, committed_at) VALUES ('${HIDDEN}', '${HIDDEN}', now())`);
  await insertRows(1);
  await hide();
});

afterAll(async () => {
  await line.close();
  await platform.stop();
});

describe('what a station’s line carries', () => {
  it('are the listed columns of its own rows and nothing else, of every table, in the copy and in the stream', async () => {
    expect([...hiding.keys()].sort()).toEqual([...TABLE_NAMES].sort());
    line.record();
    const station = new TestStation({ platform, city, addresses: line.address });
    station.start();
    await station.until(() => station.replica.cursor() !== null);
    await station.catchUp();
    const copied = line.recorded;
    line.record();
    await writer.sql(`UPDATE platform.feed SET committed_at = now()`);
    await insertRows(11);
    await hide();
    for (const table of MARKED_TABLES) {
      // Comes in, goes out, and is someone else's while it changes and when it ends.
      await moveTo(table, 12, STREET_CODE);
      await moveTo(table, 12, OTHER_STREET);
      await moveTo(table, 12, NO_STREET);
      await writer.sql(`DELETE FROM platform.${table} WHERE ${TABLES[table].key} = $1`, [keyOf(table, 12)]);
    }
    await writer.sql(`UPDATE platform.task SET attempts = attempts + 1`);
    await writer.sql(`UPDATE platform.task SET id = id + 100`);
    await station.catchUp();
    expect(await station.differences()).toEqual({});
    const keys = [1, 2, 3, 11, 13, 101, 102, 103];
    for (const table of MARKED_TABLES) await station.source.fetchRows?.(table, keys);
    for (const wire of [copied, line.recorded]) {
      const carries = (forms: readonly Buffer[]): boolean => forms.some((form) => wire.includes(form));
      expect(MARKED_TABLES.filter((table) => carries(formsOf(markOf(table, OURS))))).toEqual(MARKED_TABLES);
      expect(MARKED_TABLES.filter((table) => carries(formsOf(markOf(table, OTHERS))))).toEqual([]);
      expect(carries([...formsOf(OTHERS.word), ...formsOf(HIDDEN), ...formsOfDay(HIDDEN_DAY)])).toBe(false);
    }
    await station.remove();
  });
});
