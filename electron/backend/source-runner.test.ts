import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseError } from './db/database-error.ts';
import { sql } from './db/sql.ts';
import { ManualClock } from './manual-clock.ts';
import { ReplicaPhases } from './replica-phase.ts';
import type { ChangeSink, ChangeSource } from './replication/change.ts';
import { openReplica, type Replica } from './replication/replica.ts';
import { cellsOf, TEST_CITY, testRow } from './replication/testing/rows.ts';
import { SourceRunner } from './source-runner.ts';

const START_MS = 1_800_000_000_000;
type Run = (cursor: string | null, sink: ChangeSink, signal: AbortSignal) => Promise<void>;

let folder: string;
let clock: ManualClock;
let phases: ReplicaPhases;
let replica: Replica;
let runner: SourceRunner;
let cursors: (string | null)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runner-'));
  clock = new ManualClock(START_MS);
  cursors = [];
  phases = new ReplicaPhases(clock);
  replica = openReplica({
    folder,
    sourceId: 'test',
    city: TEST_CITY,
    now: () => clock.now(),
    onRebuild: (progress) => phases.rebuilt(progress),
  });
});

afterEach(async () => {
  await runner.stop();
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
}

/** Runs a source that does one thing after another, each time it is started; the last one again and again. */
async function start(...runs: readonly Run[]): Promise<void> {
  const source: ChangeSource = {
    id: 'test',
    run: (cursor, sink, signal) => {
      cursors.push(cursor);
      return (runs[cursors.length - 1] ?? runs.at(-1) ?? untilStopped)(cursor, sink, signal);
    },
  };
  runner = new SourceRunner({ source, replica, phases, clock, log: pino({ level: 'silent' }) });
  runner.start();
  await settle();
}

const untilStopped: Run = (_cursor, _sink, signal) =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
const fails: Run = () => Promise.reject(new Error('no line'));

async function sendSnapshot(sink: ChangeSink, position: string): Promise<void> {
  await sink.beginSnapshot(position);
  await sink.snapshotChunk({ table: 'batch', rows: [cellsOf('batch', testRow('batch', { id: 1 }))], expectedRows: 1 });
  await sink.endSnapshot();
}

/** What a failing disk does, to a page that nothing has read yet. */
function overwriteFirstLeaf({ read, path }: Replica, table: string): void {
  const leaf = read.value<number>(sql`SELECT rootpage FROM sqlite_schema WHERE name = ${table}`) ?? 0;
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.alloc(4096, 0xa5), 0, 4096, (leaf - 1) * 4096);
  closeSync(file);
}

describe('the source', () => {
  it('is started without a cursor, fills the replica, and is live once it stands at now', async () => {
    await start(async (cursor, sink, signal) => {
      await sendSnapshot(sink, 'p1');
      expect(phases.current).toEqual({ phase: 'catching-up' });
      await sink.transaction({ position: 'p2', committedAtMs: START_MS - 60_000, changes: [] });
      expect(phases.current).toEqual({ phase: 'catching-up' });
      sink.heartbeat(START_MS);
      await untilStopped(cursor, sink, signal);
    });
    expect(cursors).toEqual([null]);
    expect(phases.current).toEqual({ phase: 'live' });
    expect(replica.cursor()?.position).toBe('p2');
  });

  it('shows which table is being loaded', async () => {
    await start(async (cursor, sink, signal) => {
      await sink.beginSnapshot('p1');
      await sink.snapshotChunk({ table: 'batch', rows: [cellsOf('batch', testRow('batch', { id: 1 }))], expectedRows: 7 });
      await untilStopped(cursor, sink, signal);
    });
    expect(phases.current).toEqual({ phase: 'loading', reason: 'first-run', table: 'batch', doneRows: 1, expectedRows: 7 });
  });

  it('is started again where the replica stands, after waits that grow to half a minute', async () => {
    await start(async (_cursor, sink) => {
      await sendSnapshot(sink, 'p1');
      throw new Error('line lost');
    }, fails);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      const { current } = phases;
      if (current.phase !== 'failed') throw new Error(`not failed but ${current.phase}`);
      expect(current.code).toBe('source-failed');
      waits.push(current.retryAtMs - clock.now());
      clock.advance(current.retryAtMs - clock.now());
      await settle();
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
    expect(cursors.slice(0, 3)).toEqual([null, 'p1', 'p1']);
  });

  it('that ran for a while waits only a second after its next failure', async () => {
    const runsForAMinute: Run = () => new Promise((_, reject) => clock.after(60_000, () => reject(new Error('line lost'))));
    await start(fails, fails, runsForAMinute);
    clock.advance(1000);
    await settle();
    clock.advance(2000);
    await settle();
    clock.advance(60_000);
    await settle();
    expect(phases.current).toMatchObject({ phase: 'failed', retryAtMs: clock.now() + 1000 });
  });

  it('is told to begin anew when the replica turns out to be damaged under it', async () => {
    await start(async (cursor, sink, signal) => {
      await sendSnapshot(sink, 'p1');
      await untilStopped(cursor, sink, signal);
    }, untilStopped);
    overwriteFirstLeaf(replica, 'batch');
    expect(() => replica.read.rows(sql`SELECT * FROM batch NOT INDEXED`)).toThrow(expect.objectContaining({ code: 'replica-damaged' }));
    await settle();
    expect(cursors).toEqual([null, null]);
    expect(phases.current).toMatchObject({ phase: 'loading', reason: 'damaged' });
  });

  it('is said to have found a full disk', async () => {
    await start(() => Promise.reject(new DatabaseError({ role: 'replica', statement: '', sqliteCode: 'SQLITE_FULL', detail: '' })));
    expect(phases.current).toMatchObject({ phase: 'failed', code: 'disk-full' });
  });

  it('that ends by itself is a failed one', async () => {
    await start(() => Promise.resolve());
    expect(phases.current).toMatchObject({ phase: 'failed', code: 'source-failed' });
  });

  it('is not started again once it is stopped, and leaves no timer', async () => {
    await start(fails);
    await runner.stop();
    clock.advance(60_000);
    await settle();
    expect(cursors).toHaveLength(1);
    expect(clock.pendingTimers).toBe(0);
  });
});
