import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CodedError } from '../../shared/contract/errors.ts';
import { DatabaseError } from './db/database-error.ts';
import { sql } from './db/sql.ts';
import { ManualClock } from './manual-clock.ts';
import { type ChangeSink, type ChangeSource, SourceFailedError, type UpsertChange } from './replication/change.ts';
import { openReplica } from './replication/open-replica.ts';
import type { Replica } from './replication/replica.ts';
import { cellsOf, TEST_CITY, testRow } from './replication/testing/rows.ts';
import { ReplicationState } from './replication-state.ts';
import { SourceRunner } from './source-runner.ts';

const START_MS = 1_800_000_000_000;
type Run = (cursor: string | null, sink: ChangeSink, signal: AbortSignal) => Promise<void>;

let folder: string;
let clock: ManualClock;
let state: ReplicationState;
let replica: Replica;
let runner: SourceRunner;
let cursors: (string | null)[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'runner-'));
  clock = new ManualClock(START_MS);
  cursors = [];
  state = new ReplicationState({ description: { kind: 'postgres', label: 'test:5432/city', areaCode: '320106002' } }, clock);
  replica = openReplica({
    folder,
    sourceId: 'test',
    city: TEST_CITY,
    now: () => clock.now(),
    onRebuild: (progress) => state.rebuilt(progress),
  });
});

afterEach(async () => {
  await runner.stop();
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

const sourceStatus = () => state.status.source;

async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await setImmediate();
}

/** Runs a source that does one thing after another, each time it is started; the last one again and again. */
async function start(...runs: readonly Run[]): Promise<void> {
  await startWith({}, ...runs);
}

async function startWith(
  { waitMs, ...extras }: Pick<ChangeSource, 'fetchRows'> & { readonly waitMs?: number },
  ...runs: readonly Run[]
): Promise<void> {
  const source: ChangeSource = {
    id: 'test',
    description: { kind: 'postgres', label: 'test:5432/city', areaCode: '320106002' },
    ...extras,
    run: (cursor, sink, signal) => {
      cursors.push(cursor);
      return (runs[cursors.length - 1] ?? runs.at(-1) ?? untilStopped)(cursor, sink, signal);
    },
  };
  runner = new SourceRunner({ source, replica, state, clock, log: pino({ level: 'silent' }) });
  runner.start(waitMs);
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
  it('is started after the wait that was asked for, or as soon as somebody asks for it', async () => {
    await startWith({ waitMs: 2000 }, untilStopped);
    expect(cursors).toEqual([]);
    clock.advance(2000);
    await settle();
    expect(cursors).toEqual([null]);
    await runner.stop();
    await startWith({ waitMs: 2000 }, untilStopped);
    runner.retry();
    await settle();
    expect(cursors).toEqual([null, null]);
  });

  it('is started without a cursor, fills the replica, and is live once it stands at now', async () => {
    await start(async (cursor, sink, signal) => {
      await sendSnapshot(sink, 'p1');
      expect(state.status.phase).toEqual({ phase: 'catching-up' });
      await sink.transaction({ position: 'p2', committedAtMs: START_MS - 60_000, changes: [] });
      expect(state.status.phase).toEqual({ phase: 'catching-up' });
      sink.heartbeat(START_MS);
      await untilStopped(cursor, sink, signal);
    });
    expect(cursors).toEqual([null]);
    expect(state.status.phase).toEqual({ phase: 'live' });
    expect(replica.cursor()?.position).toBe('p2');
  });

  it('shows which table is being loaded', async () => {
    await start(async (cursor, sink, signal) => {
      await sink.beginSnapshot('p1');
      await sink.snapshotChunk({ table: 'batch', rows: [cellsOf('batch', testRow('batch', { id: 1 }))], expectedRows: 7 });
      await untilStopped(cursor, sink, signal);
    });
    const [doneRows, expectedRows] = [1, 7];
    const progress = { table: 'batch', tables: [{ table: 'batch', doneRows, expectedRows }], doneRows, expectedRows };
    expect(state.status.phase).toEqual({ phase: 'loading', reason: 'first-run', ...progress, isCounting: false, startedAtMs: START_MS });
  });

  it('shows how much there is in all, where the source knows, and since when it loads', async () => {
    await start(async (cursor, sink, signal) => {
      clock.advance(5000);
      await sink.beginSnapshot('p1', { rows: 100, tables: [] });
      clock.advance(5000);
      await sink.snapshotChunk({ table: 'batch', rows: [cellsOf('batch', testRow('batch', { id: 1 }))], expectedRows: 7 });
      await untilStopped(cursor, sink, signal);
    });
    expect(state.status.phase).toMatchObject({ doneRows: 1, expectedRows: 100, startedAtMs: START_MS + 5000 });
  });

  it.each([
    ['half a minute', new Error('it says no'), 'source-failed', [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]],
    [
      'ten seconds where nobody answers',
      new SourceFailedError('source-unreachable'),
      'source-unreachable',
      [1000, 2000, 4000, 8000, 10_000],
    ],
  ])('is started again where the replica stands, after waits that grow to %s', async (_, failure, code, expected) => {
    const run: Run = async (cursor, sink) => {
      if (cursor === null) await sendSnapshot(sink, 'p1');
      throw failure;
    };
    await start(run);
    const waits: number[] = [];
    for (let attempt = 0; attempt < expected.length; attempt++) {
      const { retryAtMs, trouble } = sourceStatus();
      expect(trouble).toEqual({ code, details: {} });
      waits.push((retryAtMs ?? 0) - clock.now());
      clock.advance((retryAtMs ?? 0) - clock.now());
      await settle();
    }
    expect(waits).toEqual(expected);
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
    expect(state.status.phase).toMatchObject({ phase: 'failed', retryAtMs: clock.now() + 1000 });
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
    expect(state.status.phase).toMatchObject({ phase: 'loading', reason: 'damaged' });
  });

  it('is said to have found a full disk', async () => {
    await start(() => Promise.reject(new DatabaseError({ role: 'replica', statement: '', sqliteCode: 'SQLITE_FULL', detail: '' })));
    expect(state.status.phase).toMatchObject({ phase: 'failed', code: 'disk-full' });
  });

  it('that ends by itself is a failed one', async () => {
    await start(() => Promise.resolve());
    expect(state.status.phase).toMatchObject({ phase: 'failed', code: 'source-failed' });
    expect(sourceStatus().trouble?.code).toBe('source-stopped-by-itself');
  });

  it('that is gone leaves a complete replica as it is, and says why it is not there until it is heard again', async () => {
    const lost = new SourceFailedError('source-unreachable', { host: 'test', port: 5432 });
    await start(
      async (_cursor, sink) => {
        await sendSnapshot(sink, 'p1');
        sink.heartbeat(START_MS);
        throw lost;
      },
      () => new Promise((_, reject) => clock.after(500, () => reject(lost))),
      async (cursor, sink, signal) => {
        sink.heartbeat(clock.now());
        await untilStopped(cursor, sink, signal);
      },
    );
    const gone = { state: 'offline', offlineSinceMs: START_MS, trouble: lost.trouble, label: 'test:5432/city' };
    expect(state.status).toMatchObject({ phase: { phase: 'catching-up' }, source: { ...gone, retryAtMs: START_MS + 1000 } });
    clock.advance(1000);
    await settle();
    expect(sourceStatus()).toMatchObject({ ...gone, retryAtMs: null, lagMs: 1000 });
    clock.advance(500);
    await settle();
    clock.advance(2000);
    await settle();
    expect(sourceStatus()).toMatchObject({ state: 'live', offlineSinceMs: null, trouble: null, retryAtMs: null, lagMs: 0 });
  });

  it('is started at once when somebody asks for it', async () => {
    await start(fails, fails, untilStopped);
    clock.advance(1000);
    await settle();
    expect(cursors).toHaveLength(2);
    runner.retry();
    await settle();
    expect(cursors).toHaveLength(3);
  });

  it('sends a fresh snapshot when somebody asks for it, while the rows stay, also when that breaks off', async () => {
    const breaksOff: Run = async (_cursor, sink) => {
      await sink.beginSnapshot('p2');
      throw new Error('line lost');
    };
    await start(
      async (cursor, sink, signal) => {
        await sendSnapshot(sink, 'p1');
        sink.heartbeat(clock.now());
        await untilStopped(cursor, sink, signal);
      },
      breaksOff,
      async (cursor, sink, signal) => {
        await sendSnapshot(sink, 'p3');
        await untilStopped(cursor, sink, signal);
      },
    );
    runner.rebuild();
    await settle();
    expect([replica.cursor()?.position, replica.read.value(sql`SELECT count(*) FROM batch`)]).toEqual(['p1', 1]);
    expect(state.status.phase).toMatchObject({ phase: 'loading', reason: 'requested' });
    clock.advance(1000);
    await settle();
    expect(cursors).toEqual([null, null, null]);
    expect([replica.cursor()?.position, state.status.phase.phase]).toEqual(['p3', 'catching-up']);
  });

  it('leaves nothing half done behind: neither a snapshot nor a transaction in parts', async () => {
    const row = testRow('alert', { id: 1 });
    await start(
      async (_cursor, sink) => {
        await sendSnapshot(sink, 'p1');
        await sink.beginTransaction();
        await sink.part([{ op: 'upsert', table: 'alert', row }]);
        throw new Error('line lost');
      },
      async (cursor, sink, signal) => {
        await sink.transaction({ position: 'p2', committedAtMs: START_MS, changes: [] });
        await untilStopped(cursor, sink, signal);
      },
    );
    clock.advance(1000);
    await settle();
    expect([replica.cursor()?.position, replica.read.value(sql`SELECT count(*) FROM alert`)]).toEqual(['p2', 0]);
  });

  it.each([
    ['EIO', 'disk-failing', Object.assign(new Error('fsync'), { code: 'EIO', syscall: 'fsync' })],
    ['ENOSPC', 'disk-full', Object.assign(new Error('fsync'), { code: 'ENOSPC', syscall: 'fsync' })],
    ['by our own code', 'disk-failing', new CodedError('disk-failing', 'the log could not be written anew')],
  ])('says that this machine’s disk is why, not the source (%s)', async (_, named, error) => {
    await start(async (_cursor, sink) => {
      await sendSnapshot(sink, 'p1');
      throw error;
    });
    expect(state.status.phase).toMatchObject({ phase: 'failed', code: named });
    expect(sourceStatus()).toMatchObject({ state: 'stopped', trouble: null });
  });

  it('counts codes that the city does not have over restarts, and anew with every snapshot', async () => {
    const counts = (unknownCodes: number, isAnew: boolean): Run => {
      return async (cursor, sink, signal) => {
        // Two came before, of rows that are replaced.
        if (isAnew) {
          sink.report({ unknownCodes: 2 });
          await sendSnapshot(sink, 'p1');
        }
        sink.report({ unknownCodes });
        await untilStopped(cursor, sink, signal);
      };
    };
    await start(counts(5, true));
    expect(sourceStatus().unknownCodes).toBe(3);
    await runner.stop();
    cursors = [];
    await start(counts(4, false));
    expect([sourceStatus().unknownCodes, replica.unknownCodes]).toEqual([7, 7]);
  });

  it('tells what it knows of itself, and how much is applied', async () => {
    await start(async (cursor, sink, signal) => {
      await sendSnapshot(sink, 'p1');
      sink.report({ slot: 'station_1', unknownCodes: 2, warnings: [{ code: 'source-slot-at-risk', details: { percent: 80 } }] });
      const rows = Array.from({ length: 50 }, (_, id): UpsertChange => ({ op: 'upsert', table: 'alert', row: testRow('alert', { id }) }));
      await sink.transaction({ position: 'p2', committedAtMs: START_MS, changes: rows });
      sink.report({ backlogRows: 7 });
      await untilStopped(cursor, sink, signal);
    });
    expect(sourceStatus()).toMatchObject({
      slot: 'station_1',
      unknownCodes: 2,
      backlogRows: 7,
      warnings: [{ code: 'source-slot-at-risk' }],
    });
    // The snapshot's row and fifty more, over five seconds.
    expect(sourceStatus().rowsPerSecond).toBeCloseTo(51 / 5);
    clock.advance(10_000);
    expect(sourceStatus().rowsPerSecond).toBe(0);
  });

  it('is offline while it says itself that its line is cut', async () => {
    let sinkOfRun: ChangeSink | null = null;
    await start(async (cursor, sink, signal) => {
      sinkOfRun = sink;
      await sendSnapshot(sink, 'p1');
      sink.report({ trouble: { code: 'source-unreachable', details: {} } });
      await untilStopped(cursor, sink, signal);
    });
    expect(sourceStatus()).toMatchObject({ state: 'offline', trouble: { code: 'source-unreachable' }, offlineSinceMs: START_MS });
    Object(sinkOfRun).report({ trouble: null });
    Object(sinkOfRun).heartbeat(START_MS);
    expect(sourceStatus()).toMatchObject({ state: 'live', trouble: null, offlineSinceMs: null });
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

describe('rows that were set aside', () => {
  const bad = { op: 'upsert', table: 'alert', row: { ...testRow('alert', { id: 1 }), state: '乱' } } as never;
  const sendsBadRow: Run = async (cursor, sink, signal) => {
    await sendSnapshot(sink, 'p1');
    await sink.transaction({ position: 'p2', committedAtMs: START_MS, changes: [bad] });
    await untilStopped(cursor, sink, signal);
  };
  const setAside = () => replica.read.values(sql`SELECT table_name, row_key, reason, value FROM quarantine`);

  it('are fetched once more and applied', async () => {
    const asked: unknown[] = [];
    const fetchRows: ChangeSource['fetchRows'] = async (table, keys) => {
      asked.push([table, keys]);
      return [{ op: 'upsert', table: 'alert', row: testRow('alert', { id: 1, state: 1 }) }];
    };
    await startWith({ fetchRows }, sendsBadRow);
    expect(setAside()).toEqual([['alert', '1', 'unknownValue', '乱']]);
    expect(await runner.retryQuarantine(null)).toEqual({ asked: 1, cured: 1 });
    expect([asked, setAside()]).toEqual([[['alert', [1]]], []]);
    expect(replica.read.values(sql`SELECT id, state FROM alert`)).toEqual([[1, 1]]);
    expect(replica.cursor()?.position).toBe('p2');
  });

  it('are fetched one by one where only one is asked for', async () => {
    const asked: unknown[] = [];
    const fetchRows: ChangeSource['fetchRows'] = async (_, keys) => {
      asked.push(...keys);
      return [];
    };
    const second = { op: 'upsert', table: 'alert', row: { ...testRow('alert', { id: 2 }), state: '乱' } } as never;
    await startWith({ fetchRows }, async (cursor, sink, signal) => {
      await sendSnapshot(sink, 'p1');
      await sink.transaction({ position: 'p2', committedAtMs: START_MS, changes: [bad, second] });
      await untilStopped(cursor, sink, signal);
    });
    expect(await runner.retryQuarantine({ table: 'alert', key: '2' })).toEqual({ asked: 1, cured: 1 });
    expect(await runner.retryQuarantine({ table: 'task', key: '1' })).toEqual({ asked: 0, cured: 0 });
    expect([asked, setAside()]).toEqual([[2], [['alert', '1', 'unknownValue', '乱']]]);
  });

  it('stay set aside while they are no better, and are forgotten when they are gone', async () => {
    let rows: readonly UpsertChange[] = [bad];
    await startWith({ fetchRows: async () => rows }, sendsBadRow);
    expect(await runner.retryQuarantine(null)).toEqual({ asked: 1, cured: 0 });
    expect(setAside()).toHaveLength(1);
    rows = [];
    expect(await runner.retryQuarantine(null)).toEqual({ asked: 1, cured: 1 });
    expect(setAside()).toEqual([]);
  });

  it('cannot be fetched from a source that only goes forward, or that is not there', async () => {
    await start(sendsBadRow);
    await expect(runner.retryQuarantine(null)).rejects.toMatchObject({ code: 'source-cannot-repeat' });
    await runner.stop();
    cursors = [];
    await startWith({ fetchRows: async () => [] }, fails);
    await expect(runner.retryQuarantine(null)).rejects.toMatchObject({ code: 'source-not-connected' });
  });
});
