import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FIRST_TABLES, SNAPSHOT_ORDER, type TableName } from '../../../shared/tables/index.ts';
import { openDatabase } from '../db/database.ts';
import { DatabaseKey } from '../db/database-key.ts';
import { Sql, sql } from '../db/sql.ts';
import { resolveScope } from '../queries/batch-scope.ts';
import { readAllGrids } from '../topics/coverage-grids.ts';
import type { AppliedTransaction } from './applied.ts';
import { planOf, type SnapshotChunk, type SnapshotPlan } from './change.ts';
import type { ReplicaReaders } from './file-exchange.ts';
import type { RebuildProgress } from './rebuild.ts';
import { openReplica } from './open-replica.ts';
import type { ReplicaOptions } from './replica-options.ts';
import type { Replica } from './replica.ts';
import { recountedSummaries, storedSummaries } from './testing/expected-summaries.ts';
import { cellsOf, TEST_CITY, testRow } from './testing/rows.ts';

const ROWS_A_TABLE = 40;
const GRIDS = 7;

const key = DatabaseKey.random();
let folder: string;
let opened: Replica[];
let progress: RebuildProgress[];
let told: AppliedTransaction[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-look-'));
  opened = [];
  progress = [];
  told = [];
});

afterEach(() => {
  for (const replica of opened) replica.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(given: Partial<ReplicaOptions> = {}): Replica {
  const onRebuild = (step: RebuildProgress): void => void progress.push(step);
  const replica = openReplica({ folder, key, sourceId: 'city', city: TEST_CITY, now: () => 1000, onRebuild, ...given });
  replica.observe((applied) => told.push(applied));
  opened.push(replica);
  return replica;
}

function chunkOf(table: TableName): SnapshotChunk {
  const keyed = (id: number) => (table === 'position' ? { worker_id: id } : table === 'grid_profile' ? { grid: id % GRIDS } : { id });
  const rows = Array.from({ length: ROWS_A_TABLE }, (_, id) => {
    const placed = table === 'batch' ? {} : { grid: id % GRIDS };
    const ofTask = table === 'task' ? { state: id % 7, batch_id: id % 3, due_at: id % 5 } : {};
    return cellsOf(table, testRow(table, { ...placed, ...ofTask, ...keyed(id) } as never));
  });
  return { table, rows, expectedRows: rows.length };
}

const PLAN = planOf(SNAPSHOT_ORDER.map((table) => ({ table, expectedRows: ROWS_A_TABLE })));

/** Sends a snapshot up to, and with, a table. */
async function sendUntil(replica: Replica, last: TableName, plan: SnapshotPlan = PLAN): Promise<void> {
  await replica.sink.beginSnapshot('10', plan);
  const sent = SNAPSHOT_ORDER.slice(0, SNAPSHOT_ORDER.indexOf(last) + 1);
  for (const table of sent) await replica.sink.snapshotChunk(chunkOf(table));
}

async function sendAll(replica: Replica): Promise<void> {
  await sendUntil(replica, 'track');
  await replica.sink.endSnapshot();
}

const partsOf = (replica: Replica): string[] =>
  replica
    .arrivals()
    .map(({ part }) => part)
    .toSorted();
const countOf = ({ read }: Replica, table: TableName): number => Number(read.value(new Sql(`SELECT count(*) FROM ${table}`, [])));
const coverageOf = ({ read }: Replica) => readAllGrids(read, resolveScope(read, { kind: 'all' }, 3), { from: 0, to: GRIDS }, GRIDS, 3);
const leftovers = () => readdirSync(folder).filter((name) => name.includes('loading') || name.includes('first-look'));

const FIRST_PARTS = ['alerts', 'workOrders', 'workers'];

describe('a first snapshot', () => {
  test('shows the small tables once they are here, then the coverage, and holds no position until it is complete', async () => {
    const replica = open();
    await sendUntil(replica, 'position');
    expect([partsOf(replica), countOf(replica, 'alert')]).toEqual([[], 0]);
    await sendUntil(replica, 'task');
    expect([partsOf(replica), countOf(replica, 'alert'), countOf(replica, 'task')]).toEqual([FIRST_PARTS, ROWS_A_TABLE, 0]);
    expect(coverageOf(replica).listed.every((count) => count === 0)).toBe(true);
    await replica.sink.snapshotChunk(chunkOf('visit'));
    expect(partsOf(replica)).toEqual(['alerts', 'coverage', 'workOrders', 'workers']);
    const shown = coverageOf(replica);
    expect([replica.cursor(), replica.resumeAt(), countOf(replica, 'task')]).toEqual([null, null, 0]);
    expect(replica.arrivals().every(({ asOfMs }) => asOfMs === 1000)).toBe(true);
    await expect(replica.sink.transaction({ position: '11', committedAtMs: 1, changes: [] })).rejects.toMatchObject({
      refusal: 'snapshot-under-way',
    });
    await replica.sink.snapshotChunk(chunkOf('track'));
    await replica.sink.endSnapshot();
    expect([partsOf(replica), replica.cursor()?.position, countOf(replica, 'task')]).toEqual([[], '10', ROWS_A_TABLE]);
    // What was shown before the end was what the tasks say.
    expect(shown).toEqual(coverageOf(replica));
    expect(shown.listed.some((count) => count > 0)).toBe(true);
    expect(storedSummaries(replica.read)).toEqual(recountedSummaries(replica.read));
    expect(told.map(({ replaced, position }) => [replaced, position])).toEqual([
      [true, ''],
      [true, ''],
      [true, '10'],
    ]);
    expect(leftovers()).toEqual([]);
  });

  test('has every index that another replica has', async () => {
    const replica = open();
    const indexes = () => replica.read.values(sql`SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name`);
    const before = indexes();
    await sendAll(replica);
    expect(indexes()).toEqual(before);
  });

  test('tells how far each table is, by its plan, and takes what came for the truth', async () => {
    const replica = open();
    const plan = planOf(SNAPSHOT_ORDER.map((table) => ({ table, expectedRows: 100 })));
    await replica.sink.beginSnapshot('10', plan);
    await replica.sink.snapshotChunk(chunkOf('batch'));
    await replica.sink.snapshotChunk(chunkOf('worker'));
    const last = progress.at(-1);
    expect(last?.tables.map(({ table }) => table)).toEqual(SNAPSHOT_ORDER);
    expect(last?.tables.slice(0, 3)).toEqual([
      { table: 'batch', doneRows: ROWS_A_TABLE, expectedRows: ROWS_A_TABLE },
      { table: 'worker', doneRows: ROWS_A_TABLE, expectedRows: 100 },
      { table: 'grid_profile', doneRows: 0, expectedRows: 100 },
    ]);
    expect(last).toMatchObject({ doneRows: 2 * ROWS_A_TABLE, expectedRows: 100 * (SNAPSHOT_ORDER.length - 1) + ROWS_A_TABLE });
  });

  test('of a source that sends no positions shows no workers', async () => {
    const replica = open();
    const tables = PLAN.tables.filter(({ table }) => table !== 'position');
    await replica.sink.beginSnapshot('10', planOf(tables));
    for (const { table } of tables.slice(0, FIRST_TABLES.length)) await replica.sink.snapshotChunk(chunkOf(table));
    expect(partsOf(replica)).toEqual(['alerts', 'workOrders']);
  });

  test('of a source without a plan shows nothing before the end', async () => {
    const replica = open();
    await sendUntil(replica, 'track', planOf([]));
    expect([partsOf(replica), told]).toEqual([[], []]);
    await replica.sink.endSnapshot();
    expect(countOf(replica, 'task')).toBe(ROWS_A_TABLE);
  });

  test('never takes the place of old rows before it is complete', async () => {
    const replica = open();
    await sendAll(replica);
    told = [];
    await sendUntil(replica, 'visit');
    expect([partsOf(replica), countOf(replica, 'task'), told]).toEqual([[], ROWS_A_TABLE, []]);
  });

  test.each(SNAPSHOT_ORDER)('that was killed at %s begins with nothing', async (last) => {
    await sendUntil(open(), last);
    // Nothing closes what is killed: the next one finds the files as they lie.
    const next = open();
    expect([partsOf(next), next.cursor(), countOf(next, 'alert'), leftovers()]).toEqual([[], null, 0, []]);
    expect(progress.at(-1)).toMatchObject({ reason: 'missing', doneRows: 0 });
    await sendAll(next);
    expect([countOf(next, 'task'), next.cursor()?.position]).toEqual([ROWS_A_TABLE, '10']);
    expect(storedSummaries(next.read)).toEqual(recountedSummaries(next.read));
  });

  test('that was broken off leaves what it showed until the next one shows more', async () => {
    const replica = open();
    await sendUntil(replica, 'visit');
    replica.abandon();
    expect([partsOf(replica).length, countOf(replica, 'alert')]).toEqual([4, ROWS_A_TABLE]);
    await sendUntil(replica, 'task');
    expect(partsOf(replica)).toEqual(FIRST_PARTS);
    await sendAll(replica);
    expect(countOf(replica, 'task')).toBe(ROWS_A_TABLE);
  });

  test('refuses rows of a table that was complete by its own plan', async () => {
    const replica = open();
    await sendUntil(replica, 'task');
    await expect(replica.sink.snapshotChunk(chunkOf('alert'))).rejects.toThrow('alert was complete');
  });
});

describe('what keeps a first snapshot from being shown', () => {
  /** Does something when the file is to be exchanged for the first time. */
  function atFirstExchange(work: () => void): ReplicaReaders {
    let isFirst = true;
    const release = async (): Promise<void> => {
      if (isFirst) work();
      isFirst = false;
    };
    return { release, reopen: () => undefined };
  }

  test('be it that the file is gone when it is to be exchanged, does not keep it from being completed', async () => {
    const replica = open({ readers: atFirstExchange(() => rmSync(join(folder, 'replica.first-look.db'))) });
    await sendUntil(replica, 'visit');
    expect([partsOf(replica), told]).toEqual([[], []]);
    await sendAll(replica);
    expect([countOf(replica, 'task'), replica.cursor()?.position]).toEqual([ROWS_A_TABLE, '10']);
  });

  test('be it that it cannot be written, does not keep it from being completed', async () => {
    const reasons: unknown[] = [];
    const replica = open({ onNotShown: (error) => reasons.push(error) });
    // Nobody can write a file where a folder lies that is not empty.
    mkdirSync(join(folder, 'replica.first-look.db', 'taken'), { recursive: true });
    await sendUntil(replica, 'visit');
    expect([partsOf(replica), reasons.length]).toEqual([[], 1]);
    await replica.sink.snapshotChunk(chunkOf('track'));
    await replica.sink.endSnapshot();
    expect([countOf(replica, 'task'), replica.cursor()?.position]).toEqual([ROWS_A_TABLE, '10']);
  });

  test('be it damage of what is shown, empties it, and the source begins anew', async () => {
    const replica = open();
    await sendUntil(replica, 'visit');
    replica.meetDamage();
    expect([replica.isLoading, progress.at(-1)]).toMatchObject([false, { reason: 'damaged' }]);
    await sendAll(replica);
    expect([partsOf(replica), countOf(replica, 'task')]).toEqual([[], ROWS_A_TABLE]);
  });

  test('be it that it is closed meanwhile, leaves nothing that another program could take for complete', async () => {
    const replica = open({ readers: atFirstExchange(() => replica.close()) });
    await sendUntil(replica, 'position');
    await expect(replica.sink.snapshotChunk(chunkOf('task'))).rejects.toMatchObject({ name: 'DatabaseError' });
    const file = openDatabase(join(folder, 'replica.db'), { role: 'replica', synchronous: 'OFF', key });
    expect(file.value(sql`SELECT count(*) FROM stand`)).toBe(0);
    file.close();
  });
});
