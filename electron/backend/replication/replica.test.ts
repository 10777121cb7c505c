import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase } from '../db/database.ts';
import { DatabaseKey } from '../db/database-key.ts';
import { sql } from '../db/sql.ts';
import type { AppliedTransaction } from './applied.ts';
import type { Change } from './change.ts';
import type { RebuildProgress } from './rebuild.ts';
import { openReplica } from './open-replica.ts';
import type { ReplicaOptions } from './replica-options.ts';
import type { Replica } from './replica.ts';
import { expectedSummaries, recountedSummaries, storedSummaries } from './testing/expected-summaries.ts';
import { cellsOf, TEST_CITY, testRow } from './testing/rows.ts';

let folder: string;
let progress: RebuildProgress[];
const opened: Replica[] = [];

const key = DatabaseKey.random();
const CANARY = '张三丰13800001111';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replica-'));
  progress = [];
});

afterEach(() => {
  for (const replica of opened.splice(0)) replica.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(given: Partial<ReplicaOptions> = {}): Replica {
  const replica = openReplica({
    folder,
    key,
    sourceId: 'city',
    city: TEST_CITY,
    onRebuild: (step) => progress.push(step),
    now: () => 1000,
    ...given,
  });
  opened.push(replica);
  return replica;
}

const taskRows = (count: number) =>
  Array.from({ length: count }, (_, id) => testRow('task', { id, grid: id % 7, state: id % 7, batch_id: id % 3, note: CANARY }));

const filesWithCanary = () => readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(CANARY));

async function fill(replica: Replica, count: number, position = '10'): Promise<void> {
  const rows = taskRows(count);
  await replica.sink.beginSnapshot(position);
  await replica.sink.snapshotChunk({ table: 'batch', rows: [cellsOf('batch', testRow('batch', { id: 1 }))], expectedRows: 1 });
  for (let from = 0; from < count; from += 100) {
    const chunk = rows.slice(from, from + 100).map((row) => cellsOf('task', row));
    await replica.sink.snapshotChunk({ table: 'task', rows: chunk, expectedRows: count });
  }
  await replica.sink.endSnapshot();
}

const countOf = (replica: Replica) => replica.read.value(sql`SELECT count(*) FROM task`);
const lastReason = () => progress.at(-1)?.reason;

describe('a replica', () => {
  test('begins empty, takes a snapshot with progress, then transactions, and stands there when opened again', async () => {
    const replica = open();
    expect(replica.cursor()).toBeNull();
    expect(countOf(replica)).toBe(0);
    await fill(replica, 250);
    expect(progress.map(({ phase, reason, doneRows, expectedRows }) => [phase, reason, doneRows, expectedRows])).toEqual([
      ['rebuilding', 'missing', 0, 0],
      ['rebuilding', 'missing', 0, 0],
      ['rebuilding', 'missing', 1, 1],
      ['rebuilding', 'missing', 101, 251],
      ['rebuilding', 'missing', 201, 251],
      ['rebuilding', 'missing', 251, 251],
      ['indexing', 'missing', 251, 251],
      ['counting', 'missing', 251, 251],
      ['ready', 'missing', 251, 251],
    ]);
    expect(progress.map(({ table }) => table)).toEqual([null, null, 'batch', 'task', 'task', 'task', 'task', 'task', 'task']);
    expect(replica.rebuilding).toBeNull();
    expect(storedSummaries(replica.read)).toEqual(expectedSummaries(replica.read));
    await replica.sink.transaction({ position: '11', committedAtMs: 900, changes: [{ op: 'delete', table: 'task', key: 0 }] });
    expect(filesWithCanary()).toEqual([]);
    replica.close();

    const again = open();
    expect(again.cursor()).toEqual({ sourceId: 'city', position: '11', committedAtMs: 900, appliedAtMs: 1000 });
    expect(again.rebuilding).toBeNull();
    expect(countOf(again)).toBe(249);
    expect(storedSummaries(again.read)).toEqual(recountedSummaries(again.read));
  });

  test('has the indexes of every table after a snapshot and before one', async () => {
    const indexes = (replica: Replica) =>
      replica.read.value(sql`SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`);
    const replica = open();
    const before = indexes(replica);
    await fill(replica, 10);
    expect(before).toBeGreaterThan(10);
    expect(indexes(replica)).toBe(before);
  });

  test('shows the old rows until another snapshot is complete', async () => {
    const replica = open();
    await fill(replica, 250);
    await replica.sink.beginSnapshot('20');
    await replica.sink.snapshotChunk({ table: 'task', rows: [cellsOf('task', testRow('task', { id: 1 }))], expectedRows: 1 });
    expect(countOf(replica)).toBe(250);
    expect(replica.rebuilding).toMatchObject({ reason: 'snapshot', doneRows: 1 });
    expect(readdirSync(folder)).toContain('replica.loading.db');
    expect(filesWithCanary()).toEqual([]);
    await replica.sink.endSnapshot();
    expect(countOf(replica)).toBe(1);
    expect(replica.cursor()?.position).toBe('20');
  });

  test('begins a snapshot anew after one that was broken off', async () => {
    const replica = open();
    await replica.sink.beginSnapshot('5');
    await replica.sink.snapshotChunk({ table: 'task', rows: taskRows(99).map((row) => cellsOf('task', row)), expectedRows: 99 });
    replica.close();
    expect(open().cursor()).toBeNull();
    const again = open();
    expect(readdirSync(folder).filter((name) => name.includes('loading'))).toEqual([]);
    await again.sink.beginSnapshot('6');
    await fill(again, 3, '7');
    expect(countOf(again)).toBe(3);
  });

  test('sets aside the malformed rows of a snapshot', async () => {
    const replica = open();
    await replica.sink.beginSnapshot('5');
    const bad = cellsOf('task', testRow('task', { id: 2, state: 99 }));
    await replica.sink.snapshotChunk({ table: 'task', rows: [bad, cellsOf('task', testRow('task', { id: 3 })), []], expectedRows: 3 });
    await replica.sink.endSnapshot();
    expect(countOf(replica)).toBe(1);
    expect(replica.read.values(sql`SELECT reason, row_key, column_name FROM quarantine ORDER BY ordinal`)).toEqual([
      ['outOfRange', '2', 'state'],
      ['malformedRow', '', ''],
    ]);
  });

  test('takes no transaction before a snapshot nor in the middle of one', async () => {
    const replica = open();
    const transaction = { position: '1', committedAtMs: 0, changes: [] };
    await expect(replica.sink.transaction(transaction)).rejects.toMatchObject({ refusal: 'snapshot-needed', code: 'replica-not-ready' });
    await expect(replica.sink.endSnapshot()).rejects.toMatchObject({ refusal: 'no-snapshot-begun' });
    await replica.sink.beginSnapshot('1');
    await expect(replica.sink.transaction(transaction)).rejects.toMatchObject({ refusal: 'snapshot-under-way' });
    replica.close();
    await expect(replica.sink.beginSnapshot('1')).rejects.toMatchObject({ refusal: 'closed' });
  });

  test('tells its observers what was applied, and that everything is new after a snapshot', async () => {
    const replica = open();
    const told: AppliedTransaction[] = [];
    const stop = replica.observe((applied) => told.push(applied));
    await fill(replica, 5);
    await replica.sink.transaction({ position: '11', committedAtMs: 1, changes: [{ op: 'delete', table: 'task', key: 4 }] });
    stop();
    await replica.sink.transaction({ position: '12', committedAtMs: 2, changes: [] });
    expect(told.map(({ position, replaced }) => [position, replaced])).toEqual([
      ['10', true],
      ['11', false],
    ]);
  });

  test('remembers when its source was last alive', () => {
    const replica = open();
    expect(replica.heartbeatAtMs).toBeNull();
    replica.sink.heartbeat(77);
    expect(replica.heartbeatAtMs).toBe(77);
  });
});

describe('a file that cannot serve', () => {
  async function filled(): Promise<string> {
    const replica = open();
    await fill(replica, 500);
    replica.close();
    progress = [];
    return replica.path;
  }

  function overwrite(path: string, atByte: number, bytes: number): void {
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(bytes, 0xa5), 0, bytes, atByte);
    closeSync(file);
  }

  test('because it was made for another city is replaced by an empty one', async () => {
    await filled();
    const replica = open({ city: { ...TEST_CITY, version: 'other' } });
    expect([lastReason(), replica.cursor(), countOf(replica)]).toEqual(['spec-changed', null, 0]);
  });

  test('because it was filled by another source is replaced', async () => {
    await filled();
    expect([open({ sourceId: 'postgres' }).cursor(), lastReason()]).toEqual([null, 'source-changed']);
  });

  test('because a newer program made it is replaced', async () => {
    const db = openDatabase(await filled(), { role: 'replica', synchronous: 'OFF', key });
    db.execute('PRAGMA user_version = 99');
    db.close();
    expect([open().cursor(), lastReason()]).toEqual([null, 'newer']);
  });

  test.each([
    ['its head is overwritten', (path: string) => overwrite(path, 0, 100)],
    ['its schema is overwritten', (path: string) => overwrite(path, 100, 3000)],
    ['its end is missing', (path: string) => truncateSync(path, statSync(path).size - 8192)],
    ['it is no database', (path: string) => writeFileSync(path, 'x'.repeat(10_000))],
    [
      'it is a database of something else',
      (path: string) => {
        rmSync(path);
        const db = openDatabase(path, { role: 'office', synchronous: 'OFF', key });
        db.execute('CREATE TABLE recipe (id INTEGER)');
        db.close();
      },
    ],
  ])('because %s is replaced', async (_, damage) => {
    damage(await filled());
    const replica = open();
    expect([lastReason(), replica.cursor()]).toEqual(['damaged', null]);
    await fill(replica, 20);
    expect(countOf(replica)).toBe(20);
  });

  test('because it was made with another key is replaced, and says that the key changed, or else damage', async () => {
    await filled();
    const other = DatabaseKey.random();
    expect([open({ key: other, keyChanged: true }).cursor(), lastReason()]).toEqual([null, 'key-changed']);
    opened.pop()?.close();
    expect([open().cursor(), lastReason()]).toEqual([null, 'damaged']);
  });

  test('is not, when the key changed but opens it', async () => {
    await filled();
    expect(open({ keyChanged: true }).cursor()).not.toBeNull();
  });

  test('because a program without encryption made it is replaced, and nothing readable is left', async () => {
    const plain = openReplica({ folder, sourceId: 'city', city: TEST_CITY });
    await fill(plain, 20);
    const copy = readFileSync(plain.path);
    expect(copy.includes(CANARY)).toBe(true);
    plain.close();
    writeFileSync(join(folder, 'replica.loading.db'), copy);
    expect([open().cursor(), lastReason(), filesWithCanary()]).toEqual([null, 'unencrypted', []]);
  });

  /** A page in the middle of the tasks, which nothing reads at the start. */
  async function filledWithBrokenLeaf(): Promise<void> {
    const path = await filled();
    const db = openDatabase(path, { role: 'replica', synchronous: 'OFF', key });
    const leaf = db.value<number>(sql`SELECT pageno FROM dbstat WHERE name = 'task' AND pagetype = 'leaf' ORDER BY path LIMIT 1`);
    db.close();
    overwrite(path, (Number(leaf) - 1) * 4096, 4096);
  }

  test('is found out in use, replaced without a restart, and filled again', async () => {
    await filledWithBrokenLeaf();
    const told: AppliedTransaction[] = [];
    const hurt = open();
    hurt.observe((applied) => told.push(applied));
    expect(() => hurt.read.rows(sql`SELECT note FROM task`)).toThrow(expect.objectContaining({ code: 'replica-damaged' }));
    await setImmediate();
    expect([lastReason(), hurt.cursor(), countOf(hurt)]).toEqual(['damaged', null, 0]);
    expect(told).toMatchObject([{ replaced: true }]);
    await expect(hurt.sink.transaction({ position: '11', committedAtMs: 1, changes: [] })).rejects.toMatchObject({
      refusal: 'snapshot-needed',
    });
    await fill(hurt, 30);
    expect([countOf(hurt), hurt.cursor()?.position]).toEqual([30, '10']);
  });

  test('is found out while applying', async () => {
    await filledWithBrokenLeaf();
    const hurt = open();
    expect(hurt.cursor()?.position).toBe('10');
    const transaction = {
      position: '11',
      committedAtMs: 1,
      changes: [{ op: 'patch', table: 'task', key: 1, values: { attempts: 3 } }] as const,
    };
    await expect(hurt.sink.transaction(transaction)).rejects.toMatchObject({ code: 'replica-damaged' });
    expect(hurt.cursor()).toBeNull();
    await fill(hurt, 30);
    await hurt.sink.transaction(transaction);
    expect(hurt.cursor()?.position).toBe('11');
  });

  test('does not inherit the write-ahead log of the file before it', async () => {
    const path = await filled();
    const replica = open();
    await replica.sink.transaction({ position: '11', committedAtMs: 1, changes: [{ op: 'truncate', table: 'task' }] });
    copyFileSync(`${path}-wal`, join(folder, 'kept-wal'));
    replica.close();
    copyFileSync(join(folder, 'kept-wal'), `${path}-wal`);
    const again = open();
    await fill(again, 40, '30');
    again.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    expect([countOf(open()), open().cursor()?.position]).toEqual([40, '30']);
  });
});

describe('an exchange of the file that fails', () => {
  const transaction = { position: '11', committedAtMs: 1, changes: [] };

  /** The finished file is gone when it is to take the replica's place. */
  function losing(work: () => void = () => undefined) {
    const release = async (): Promise<void> => {
      rmSync(join(folder, 'replica.loading.db'));
      work();
    };
    return { release, reopen: () => undefined };
  }

  test('leaves the file that was there, which goes on where it stands', async () => {
    const first = open();
    await fill(first, 20);
    first.close();
    const replica = open({ readers: losing() });
    await expect(fill(replica, 30, '20')).rejects.toMatchObject({ code: 'ENOENT' });
    expect([replica.cursor()?.position, countOf(replica)]).toEqual(['10', 20]);
    await replica.sink.transaction(transaction);
    expect(replica.cursor()?.position).toBe('11');
  });

  test('and leaves nothing that can be opened is told, so that another replica may be', async () => {
    const first = open();
    await fill(first, 20);
    first.close();
    const told: unknown[] = [];
    const readers = losing(() => {
      rmSync(join(folder, 'replica.db'));
      mkdirSync(join(folder, 'replica.db'));
    });
    const replica = open({ readers, onLost: (error) => told.push(error) });
    await expect(fill(replica, 30, '20')).rejects.toMatchObject({ trouble: 'unwritable' });
    expect(told).toMatchObject([{ trouble: 'unwritable' }]);
    rmSync(join(folder, 'replica.db'), { recursive: true });
    const next = open();
    await fill(next, 30, '20');
    expect(next.cursor()?.position).toBe('20');
  });
});

describe('a transaction in parts', () => {
  const upserts = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index): Change => ({ op: 'upsert', table: 'task', row: testRow('task', { id: from + index }) }));

  async function send(replica: Replica, rows: number, rowsAPart: number): Promise<void> {
    await replica.sink.beginTransaction();
    for (let from = 0; from < rows; from += rowsAPart) await replica.sink.part(upserts(from, Math.min(from + rowsAPart, rows)));
  }

  test.each([
    ['small enough for the log', 40],
    ['larger than the log may grow', 400],
  ])('%s is seen as a whole when it is committed, and not before', async (_, rows) => {
    const replica = open({ mostLoggedChanges: 100 });
    await fill(replica, 10);
    const told: AppliedTransaction[] = [];
    replica.observe((applied) => told.push(applied));
    await send(replica, rows, 30);
    expect([countOf(replica), replica.cursor()?.position, told.length]).toEqual([10, '10', 0]);
    await expect(replica.sink.transaction({ position: '11', committedAtMs: 1, changes: [] })).rejects.toMatchObject({
      refusal: 'transaction-under-way',
    });
    await replica.sink.commit('11', 900);
    expect([countOf(replica), told.map(({ position, replaced }) => [position, replaced])]).toEqual([rows, [['11', rows > 100]]]);
    expect(replica.cursor()).toMatchObject({ position: '11', committedAtMs: 900 });
    expect(storedSummaries(replica.read)).toEqual(recountedSummaries(replica.read));
    expect(readdirSync(folder).filter((name) => name.includes('loading'))).toEqual([]);
    await replica.sink.transaction({ position: '12', committedAtMs: 901, changes: [{ op: 'delete', table: 'task', key: 0 }] });
    expect(countOf(replica)).toBe(rows - 1);
  });

  test('leaves nothing behind when it is rolled back, or the program is closed in the middle of it', async () => {
    const replica = open({ mostLoggedChanges: 100 });
    await fill(replica, 10);
    await send(replica, 400, 50);
    await replica.sink.rollback();
    await replica.sink.transaction({ position: '11', committedAtMs: 1, changes: [] });
    expect([countOf(replica), replica.cursor()?.position]).toEqual([10, '11']);
    await send(replica, 400, 50);
    replica.close();
    const again = open();
    expect([countOf(again), again.cursor()?.position]).toEqual([10, '11']);
    expect(readdirSync(folder).filter((name) => name.includes('loading'))).toEqual([]);
  });

  test('that comes at once goes the same way when it is too large for the log', async () => {
    const replica = open({ mostLoggedChanges: 100 });
    await fill(replica, 10);
    await replica.sink.transaction({ position: '11', committedAtMs: 1, changes: upserts(0, 5000) });
    expect([countOf(replica), replica.cursor()?.position]).toEqual([5000, '11']);
    expect(statSync(`${replica.path}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBe(0);
  });

  test.each([
    ['another thread', true],
    ['this connection where the other thread cannot', false],
  ])('is applied to a copy made by %s', async (_, canElsewhere) => {
    const asked: string[] = [];
    const copyElsewhere = async (path: string): Promise<boolean> => {
      asked.push(path);
      // Nothing stands in the log after a snapshot, so that the file is all there is.
      if (canElsewhere) copyFileSync(replica.path, path);
      else writeFileSync(path, 'begun, and not ended');
      return canElsewhere;
    };
    const replica = open({ mostLoggedChanges: 100, copyElsewhere });
    await fill(replica, 10);
    await send(replica, 400, 150);
    await replica.sink.commit('11', 900);
    expect([countOf(replica), replica.cursor()?.position, asked.length]).toEqual([400, '11', 1]);
    expect(storedSummaries(replica.read)).toEqual(recountedSummaries(replica.read));
  });

  test('is large by its text too', async () => {
    const replica = open({ mostLoggedChanges: 30 });
    await fill(replica, 10);
    const told: AppliedTransaction[] = [];
    replica.observe((applied) => told.push(applied));
    const rows = Array.from({ length: 3 }, (_, id) => testRow('task', { id, note: '长'.repeat(50_000) }));
    await replica.sink.beginTransaction();
    await replica.sink.part(rows.map((row): Change => ({ op: 'upsert', table: 'task', row })));
    await replica.sink.commit('11', 1);
    expect(told.map(({ replaced }) => replaced)).toEqual([true]);
  });

  test('sets aside what cannot be applied, at its place in the stream', async () => {
    const replica = open({ mostLoggedChanges: 100 });
    await fill(replica, 10);
    await replica.sink.beginTransaction();
    await replica.sink.part([...upserts(0, 150), { op: 'patch', table: 'task', key: 999, values: { state: 1 } }, ...upserts(150, 300)]);
    await replica.sink.commit('11', 900);
    expect(replica.read.values(sql`SELECT position, ordinal, reason, row_key, committed_at FROM quarantine`)).toEqual([
      ['11', 150, 'missingRow', '999', 900],
    ]);
    expect(countOf(replica)).toBe(300);
  });
});

describe('what may be acknowledged', () => {
  test('is what was committed before it was asked for', async () => {
    const replica = open();
    expect(await replica.sink.durable()).toBeNull();
    await fill(replica, 5);
    expect(await replica.sink.durable()).toBe('10');
    const first = replica.sink.durable();
    await replica.sink.transaction({ position: '11', committedAtMs: 1, changes: [{ op: 'delete', table: 'task', key: 4 }] });
    const more = [replica.sink.durable(), replica.sink.durable()];
    expect([await first, ...(await Promise.all(more))]).toEqual(['10', '11', '11']);
  });

  test('is answered also while the file is exchanged, and after', async () => {
    const replica = open();
    await fill(replica, 5);
    await replica.sink.beginSnapshot('20');
    const ending = replica.sink.endSnapshot();
    expect(await replica.sink.durable()).toBe('10');
    await ending;
    expect(await replica.sink.durable()).toBe('20');
  });
});
