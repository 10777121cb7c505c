import type { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import type { BatchRow } from '../../../shared/tables/batch.table.ts';
import { TABLE_NAMES, TABLES } from '../../../shared/tables/index.ts';
import type { CellValue } from '../../../shared/tables/table-spec.ts';
import type { RowSink } from '../../backend/replication/change.ts';
import { CityRun, at, realCity } from '../../backend/sources/simulated-city/testing/city-run.ts';
import { MemoryReplica } from '../../backend/sources/simulated-city/testing/memory-replica.ts';
import { PlatformSink, readFeed } from './platform-sink.ts';
import { platformRows } from './testing/platform-rows.ts';
import { TestPlatform } from './testing/test-platform.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

const START = at('2026-11-23 11:40');
const MINUTE_MS = 60_000;

let city: City;
let platform: TestPlatform;

beforeAll(async () => {
  city = await realCity();
  platform = await TestPlatform.start({ cityVersion: city.version });
});
afterAll(() => platform.stop());

function batchOf(id: number, code: string): BatchRow {
  return { id, code, pushed_at: START, due_at: START, agency: '\\', origin_area: '\\.', list_version: 1 };
}

/** The replica in memory and the platform, one after the other. */
class BothSinks extends MemoryReplica {
  readonly #other: RowSink;

  constructor(client: Client) {
    super();
    this.#other = new PlatformSink({ client, city, feed: 'test', clock: { now: () => START } });
  }

  override async beginSnapshot(position: string): Promise<void> {
    await super.beginSnapshot(position);
    await this.#other.beginSnapshot(position);
  }

  override async snapshotChunk(chunk: Parameters<RowSink['snapshotChunk']>[0]): Promise<void> {
    await super.snapshotChunk(chunk);
    await this.#other.snapshotChunk(chunk);
  }

  override async endSnapshot(): Promise<void> {
    await super.endSnapshot();
    await this.#other.endSnapshot();
  }

  override async transaction(transaction: Parameters<RowSink['transaction']>[0]): Promise<void> {
    await super.transaction(transaction);
    await this.#other.transaction(transaction);
  }
}

async function expectSameRows(client: Client, replica: MemoryReplica): Promise<void> {
  for (const table of TABLE_NAMES) {
    const columns = Object.keys(TABLES[table].columns);
    const expected = new Map<number, readonly CellValue[]>(
      [...(replica.tables.get(table) ?? [])].map(([key, row]) => [key, columns.map((column) => row[column] ?? null)]),
    );
    const rows = await platformRows(client, city, table);
    expect(rows.size, table).toBe(expected.size);
    for (const [key, row] of expected) expect(rows.get(key), `${table} ${key}`).toEqual(row);
  }
}

test('writes the city so that PostgreSQL holds every row of it, to the last cell', async () => {
  const writer = await platform.connect('platform_writer');
  const reader = await platform.connect();
  const run = new CityRun(city, { startAtMs: START, replica: new BothSinks(writer) });
  await run.settle();
  expect(await readFeed(reader, 'test')).toEqual({ position: run.replica.position, committedAtMs: START });
  await expectSameRows(reader, run.replica);
  await run.runTo(START + 40 * MINUTE_MS, 5 * MINUTE_MS);
  const replica = await run.stop();
  expect(replica.transactions.length).toBeGreaterThan(3);
  await expectSameRows(reader, replica);
  expect(await readFeed(reader, 'test')).toEqual(replica.transactions.at(-1));
});

test('shows nothing of a snapshot or a transaction that breaks off', async () => {
  const writer = await platform.connect('platform_writer');
  const reader = await platform.connect();
  const sink = new PlatformSink({ client: writer, city, feed: 'test', clock: { now: () => START } });
  const before = await readFeed(reader, 'test');
  const batches = async (): Promise<number> => (await platformRows(reader, city, 'batch')).size;
  const known = await batches();
  const row = batchOf(1, 'x');
  const changes = [
    { op: 'upsert', table: 'batch', row },
    // No such level: its column does not take null.
    { op: 'patch', table: 'alert', key: (await firstKey(reader)) ?? 0, values: { level: 99 } },
  ] as const;
  await expect(sink.transaction({ position: 'never', committedAtMs: START, changes })).rejects.toThrow('null value in column "level"');
  expect([await batches(), await readFeed(reader, 'test')]).toEqual([known, before]);
  await sink.transaction({ position: 'then', committedAtMs: START, changes: changes.slice(0, 1) });
  expect(await batches()).toBe(known + 1);

  await sink.beginSnapshot('never');
  await sink.snapshotChunk({ table: 'batch', rows: [Object.values(row)], expectedRows: 1 });
  await writer.end();
  expect([await batches(), (await readFeed(reader, 'test'))?.position]).toEqual([known + 1, 'then']);
});

async function firstKey(client: Client): Promise<number | undefined> {
  return [...(await platformRows(client, city, 'alert')).keys()][0];
}

test('brings characters across that COPY and JSON have a meaning for', async () => {
  const writer = await platform.connect('platform_writer');
  const reader = await platform.connect();
  const sink = new PlatformSink({ client: writer, city, feed: 'test', clock: { now: () => START } });
  const words = ['\\N', 'a\tb\nc\rd\\e', '"\'{}[],', '\u2028\u202E𠮷 🀄'];
  const copied = words.map((word, index) => batchOf(index + 1, word));
  const upserted = words.map((word, index) => batchOf(index + 101, word));
  await sink.beginSnapshot('words');
  await sink.snapshotChunk({ table: 'batch', rows: copied.map((row) => Object.values(row)), expectedRows: words.length });
  await sink.endSnapshot();
  await sink.transaction({
    position: 'more',
    committedAtMs: START,
    changes: upserted.map((row) => ({ op: 'upsert', table: 'batch', row })),
  });
  expect([...(await platformRows(reader, city, 'batch')).values()].map(([, word]) => word)).toEqual([...words, ...words]);
});
