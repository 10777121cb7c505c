import type { City } from '../../../../shared/city/city.ts';
import { TABLE_NAMES, TABLES, type TableName } from '../../../../shared/tables/index.ts';
import type { CellValue, TableSpec } from '../../../../shared/tables/table-spec.ts';
import type { ReadDb } from '../../../backend/db/database.ts';
import { Sql } from '../../../backend/db/sql.ts';
import { recountedSummaries, storedSummaries } from '../../../backend/replication/testing/expected-summaries.ts';
import type { TestPlatform } from '../../platform/testing/test-platform.ts';
import { type KeyRange, platformRows } from '../../platform/testing/platform-rows.ts';

/** Characters of a row that a failing test shows. */
const SHOWN = 400;
/** Keys of a large table that are compared at once. */
const SLICE_KEYS = 50_000;

type Rows = ReadonlyMap<number, readonly CellValue[]>;

/** What differs, by table; empty when nothing does. */
export type Differences = Readonly<Record<string, unknown>>;

function asText(row: readonly CellValue[] | undefined): string {
  return JSON.stringify(row?.map((cell) => (cell instanceof Uint8Array ? Buffer.from(cell).toString('hex') : cell)) ?? null);
}

/** Up to ten keys whose rows differ, null when there is none. */
function differenceOf(upstream: Rows, replica: Rows): Readonly<Record<string, readonly string[]>> | null {
  const keys = [...new Set([...upstream.keys(), ...replica.keys()])];
  const different = keys.filter((key) => asText(upstream.get(key)) !== asText(replica.get(key)));
  if (different.length === 0) return null;
  return Object.fromEntries(
    different.slice(0, 10).map((key) => [key, [asText(upstream.get(key)).slice(0, SHOWN), asText(replica.get(key)).slice(0, SHOWN)]]),
  );
}

/** The replica's rows of a table by key. */
export function replicaRows(read: ReadDb, table: TableName, keys: KeyRange | null = null): Rows {
  const spec: TableSpec = TABLES[table];
  const keyIndex = Object.keys(spec.columns).indexOf(spec.key);
  const condition = keys === null ? '' : ` WHERE ${spec.key} >= ${keys[0]} AND ${spec.key} < ${keys[1]}`;
  const rows = read.values(new Sql(`SELECT * FROM ${table}${condition}`, [])) as readonly (readonly CellValue[])[];
  return new Map(rows.map((row) => [Number(row[keyIndex]), row]));
}

/** Tables in which a replica of this area differs from what PostgreSQL says itself, with both sides; none when it is exact. */
export async function tableDifferences(platform: TestPlatform, city: City, area: string, read: ReadDb): Promise<Differences> {
  const found: Record<string, unknown> = {};
  await platform.as('postgres', async (client) => {
    for (const table of TABLE_NAMES) {
      const upstream = await platformRows(client, city, table, area === city.code ? '' : area);
      const difference = differenceOf(upstream, replicaRows(read, table));
      if (difference !== null) found[table] = difference;
    }
  });
  return found;
}

/** The same for one table with more rows than fit into memory, with keys from 0. */
export async function slicedDifferences(
  platform: TestPlatform,
  city: City,
  area: string,
  read: ReadDb,
  table: TableName,
): Promise<Differences> {
  const { key } = TABLES[table];
  return platform.as('postgres', async (client) => {
    const { rows } = await client.query<{ last: string | null }>(`SELECT max(${key})::text AS last FROM platform.${table}`);
    const here = read.value<number>(new Sql(`SELECT max(${key}) FROM ${table}`, [])) ?? 0;
    const last = Math.max(Number(rows[0]?.last ?? 0), here);
    for (let from = 0; from <= last; from += SLICE_KEYS) {
      const keys = [from, from + SLICE_KEYS] as const;
      const difference = differenceOf(await platformRows(client, city, table, area, keys), replicaRows(read, table, keys));
      if (difference !== null) return { [table]: difference };
    }
    return {};
  });
}

/** Whether the summaries are what a recount of the replica's rows makes them. */
export function summaryDifferences(read: ReadDb): Differences {
  const [stored, recounted] = [storedSummaries(read), recountedSummaries(read)];
  return JSON.stringify(stored) === JSON.stringify(recounted) ? {} : { summaries: { stored, recounted } };
}
