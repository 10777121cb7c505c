import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIVE_SOURCE } from '../../shared/contract/testing/live-source.ts';
import type { SourceFreshness } from '../../shared/contract/topics.ts';
import type { FreshnessSource } from '../../shared/domain/sources.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { SNAPSHOT_ORDER } from '../../shared/tables/index.ts';
import { ManualClock } from './manual-clock.ts';
import { type Change, planOf } from './replication/change.ts';
import { openReplica } from './replication/open-replica.ts';
import type { Replica } from './replication/replica.ts';
import { TEST_CITY, testRow } from './replication/testing/rows.ts';
import { StatusReader } from './status.ts';

const START_MS = 1_800_000_000_000;

let folder: string;
let clock: ManualClock;
let replica: Replica;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'status-'));
  clock = new ManualClock(START_MS);
  replica = openReplica({ folder, sourceId: 'test', city: TEST_CITY, now: () => clock.now() });
});

afterEach(() => {
  replica.close();
  rmSync(folder, { recursive: true, force: true });
});

function status() {
  return new StatusReader(replica, clock).read({ phase: { phase: 'live' }, source: LIVE_SOURCE });
}

function freshness(source: FreshnessSource): SourceFreshness | undefined {
  return status().sources.find((one) => one.source === source);
}

async function fill(): Promise<void> {
  await replica.sink.beginSnapshot('p1');
  await replica.sink.endSnapshot();
}

function apply(...changes: readonly Change[]): Promise<void> {
  return replica.sink.transaction({ position: 'p2', committedAtMs: clock.now(), changes });
}

describe('the status', () => {
  it('calls every stream offline before its source was ever heard', () => {
    expect(status().sources.map(({ state }) => state)).toEqual(['offline', 'offline', 'offline', 'offline', 'offline', 'offline']);
    expect(status().position).toBe('');
  });

  it('knows of a first snapshot that is not complete since when its parts are as they are, and of the rest nothing', async () => {
    const tables = SNAPSHOT_ORDER.map((table) => ({ table, expectedRows: 0 }));
    await replica.sink.beginSnapshot('p1', planOf(tables));
    clock.advance(20_000);
    for (const { table } of tables.slice(0, -1)) await replica.sink.snapshotChunk({ table, rows: [], expectedRows: 0 });
    expect(status().position).toBe('');
    expect(
      status()
        .sources.filter(({ changedAtMs }) => changedAtMs === START_MS)
        .map(({ source }) => source),
    ).toEqual(['screening', 'alerts', 'workOrders', 'positions']);
    expect([freshness('alerts')?.state, freshness('visits')]).toMatchObject([
      'live',
      { changedAtMs: null, aliveAtMs: null, state: 'offline' },
    ]);
    clock.advance(20_000);
    expect(freshness('alerts')?.state).toBe('stale');
  });

  it('keeps a stream live by heartbeats, makes it stale after 30 s of silence and offline after 5 min', async () => {
    await fill();
    await apply({ op: 'upsert', table: 'alert', row: testRow('alert', { id: 1 }) });
    expect(freshness('alerts')).toEqual({ source: 'alerts', changedAtMs: START_MS, aliveAtMs: START_MS, state: 'live' });
    clock.advance(20_000);
    replica.sink.heartbeat(clock.now());
    clock.advance(25_000);
    expect(freshness('alerts')).toMatchObject({ changedAtMs: START_MS, aliveAtMs: START_MS + 20_000, state: 'live' });
    clock.advance(6000);
    expect(freshness('alerts')?.state).toBe('stale');
    clock.advance(5 * MINUTE_MS);
    expect(freshness('alerts')?.state).toBe('offline');
  });

  it('calls positions stale that stopped coming while somebody is on duty, however alive the source is', async () => {
    await fill();
    await apply({ op: 'upsert', table: 'position', row: testRow('position', { worker_id: 1 }) });
    clock.advance(3 * MINUTE_MS);
    replica.sink.heartbeat(clock.now());
    expect(freshness('positions')?.state).toBe('stale');
    expect(freshness('screening')?.state).toBe('live');
    await apply({ op: 'delete', table: 'position', key: 1 });
    clock.advance(3 * MINUTE_MS);
    replica.sink.heartbeat(clock.now());
    expect(freshness('positions')?.state).toBe('live');
  });

  it('counts what was set aside and lists the batches, the latest first', async () => {
    await fill();
    const batch = (id: number, due_at: number): Change => ({
      op: 'upsert',
      table: 'batch',
      row: testRow('batch', { id, due_at, code: `b${id}` }),
    });
    await apply(batch(1, START_MS), batch(2, START_MS + 1), { op: 'patch', table: 'task', key: 99, values: { state: 1 } });
    expect(status()).toMatchObject({ quarantinedRows: 1, source: LIVE_SOURCE, replica: { phase: 'live' } });
    expect(status().batches.map(({ code }) => code)).toEqual(['b2', 'b1']);
    expect(status().position).toBe('p2');
  });

  it('counts what was set aside anew when it is told of it, and says what it knew last while the replica cannot be read', async () => {
    await fill();
    const reader = new StatusReader(replica, clock);
    replica.observe((applied) => reader.touch(applied));
    const rows = () => reader.read({ phase: { phase: 'live' }, source: LIVE_SOURCE }).quarantinedRows;
    expect(rows()).toBe(0);
    await apply({ op: 'patch', table: 'task', key: 99, values: { state: 1 } });
    expect(rows()).toBe(1);
    await apply({ op: 'delete', table: 'task', key: 99 });
    expect(rows()).toBe(0);
    await apply({ op: 'patch', table: 'task', key: 98, values: { state: 1 } });
    expect(rows()).toBe(1);
    replica.close();
    expect(rows()).toBe(1);
  });
});
