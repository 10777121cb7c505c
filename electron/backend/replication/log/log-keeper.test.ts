import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { DatabaseKey } from '../../db/database-key.ts';
import { sql } from '../../db/sql.ts';
import { ManualClock } from '../../manual-clock.ts';
import type { Change } from '../change.ts';
import { openReplica } from '../open-replica.ts';
import type { Replica } from '../replica.ts';
import { cellsOf, TEST_CITY, testRow } from '../testing/rows.ts';
import { type Checkpointer, startCheckpointer } from './checkpointer.ts';
import { LogKeeper } from './log-keeper.ts';

const ENTRY = join(import.meta.dirname, 'checkpoint-worker.ts');
const MIB = 1024 * 1024;
/** About four megabytes of log a transaction. */
const ROWS = 1000;
const NOTE = '长'.repeat(1200);

const key = DatabaseKey.random();
let folder: string;
let clock: ManualClock;
let checkpointer: Checkpointer;
let keeper: LogKeeper;
let replica: Replica;
let logged: { readonly msg: string }[];
let largestBytes: number;
let lastId: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-keeper-'));
  clock = new ManualClock(1_800_000_000_000);
  logged = [];
  largestBytes = 0;
  lastId = 0;
});

afterEach(async () => {
  await keeper.close();
  await checkpointer.stop();
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(entry = ENTRY): Promise<void> {
  const path = join(folder, 'replica.db');
  checkpointer = startCheckpointer(entry, path, key);
  const log = pino({}, { write: (line) => void logged.push(JSON.parse(line)) });
  keeper = new LogKeeper({ path, checkpointer, emptyHere: () => replica.emptyLog(), clock, log });
  replica = openReplica({
    folder,
    key,
    sourceId: 'test',
    city: TEST_CITY,
    now: () => clock.now(),
    careOfLog: keeper,
    readers: checkpointer,
  });
  await fill('p0');
}

async function fill(position: string): Promise<void> {
  await replica.sink.beginSnapshot(position);
  await replica.sink.snapshotChunk({ table: 'batch', rows: [cellsOf('batch', testRow('batch', { id: 1 }))], expectedRows: 1 });
  await replica.sink.endSnapshot();
}

const logBytes = () => statSync(`${replica.path}-wal`, { throwIfNoEntry: false })?.size ?? 0;

async function apply(transactions: number): Promise<void> {
  for (let count = 0; count < transactions; count += 1) {
    const changes = Array.from({ length: ROWS }, (): Change => {
      lastId += 1;
      return { op: 'upsert', table: 'task', row: testRow('task', { id: lastId, note: NOTE }) };
    });
    await replica.sink.transaction({ position: `p${lastId}`, committedAtMs: clock.now(), changes });
    largestBytes = Math.max(largestBytes, logBytes());
  }
}

const countOf = () => replica.read.value(sql`SELECT count(*) FROM task`);

describe('the write-ahead log', () => {
  it('stays small while a source sends without a pause, and nothing is lost', async () => {
    await open();
    await apply(40);
    expect(largestBytes).toBeGreaterThan(20 * MIB);
    expect(largestBytes).toBeLessThan(120 * MIB);
    expect(countOf()).toBe(40 * ROWS);
    await keeper.close();
    expect(logged.at(-1)).toMatchObject({ msg: 'replica log emptied', largestBytes });
  });

  it('is emptied when nothing comes', async () => {
    await open();
    await apply(1);
    expect(logBytes()).toBeGreaterThan(MIB);
    clock.advance(2000);
    await keeper.close();
    expect(logBytes()).toBe(0);
  });

  it('grows on while somebody reads an old state, the writer goes on, and it is emptied when that reader is gone', async () => {
    await open();
    const other = openDatabase(replica.path, { role: 'replica', synchronous: 'NORMAL', readonly: true, key });
    other.holdState();
    expect(other.value(sql`SELECT count(*) FROM task`)).toBe(0);
    await apply(8);
    expect([other.value(sql`SELECT count(*) FROM task`), countOf()]).toEqual([0, 8 * ROWS]);
    await keeper.close();
    expect(logBytes()).toBeGreaterThan(24 * MIB);
    expect(logged).toContainEqual(expect.objectContaining({ msg: 'replica log not emptied', reason: 'somebody else reads an old state' }));
    other.close();
    clock.advance(5000);
    await apply(1);
    await keeper.close();
    expect(logBytes()).toBe(0);
  });

  it('is emptied by the writer itself when the thread for it is gone', async () => {
    await open(join(folder, 'missing.ts'));
    await apply(40);
    await keeper.close();
    expect(logged.map(({ msg }) => msg)).toContain('checkpointing thread lost: the writer does it itself');
    expect(largestBytes).toBeLessThan(120 * MIB);
    expect(countOf()).toBe(40 * ROWS);
  });

  it('is in a copy that the other thread makes of file and log, which says when it cannot', async () => {
    await open();
    await apply(1);
    const path = join(folder, 'copy.db');
    expect(await checkpointer.copyTo(path)).toBe(true);
    const copy = openDatabase(path, { role: 'replica', synchronous: 'NORMAL', readonly: true, key });
    expect([copy.value(sql`SELECT count(*) FROM task`), copy.value(sql`SELECT position FROM stand`)]).toEqual([ROWS, `p${ROWS}`]);
    copy.close();
    expect(await checkpointer.copyTo(path)).toBe(false);
    await checkpointer.release();
    expect(await checkpointer.copyTo(join(folder, 'other.db'))).toBe(false);
  });

  it('is left alone while another file takes the place of the replica', async () => {
    await open();
    await apply(7);
    await Promise.all([fill('q1'), checkpointer.run('PASSIVE')]);
    await apply(7);
    await keeper.close();
    expect([countOf(), replica.cursor()?.position]).toEqual([7 * ROWS, `p${lastId}`]);
    expect(replica.read.value(sql`SELECT integrity_check FROM pragma_integrity_check`)).toBe('ok');
  });
});
