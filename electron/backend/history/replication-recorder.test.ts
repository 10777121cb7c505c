import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE_STATES } from '../../../shared/contract/replication-history.ts';
import type { SourceStatus } from '../../../shared/contract/source-status.ts';
import { LIVE_SOURCE } from '../../../shared/contract/testing/live-source.ts';
import type { ReplicaPhase } from '../../../shared/contract/topics.ts';
import { HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { ManualClock } from '../manual-clock.ts';
import { type AppliedTransaction, TouchRecorder } from '../replication/applied.ts';
import type { ReplicationStatus } from '../replication-state.ts';
import { type RecordedReplication, ReplicationRecorder } from './replication-recorder.ts';

const START_MS = 1_800_000_000_000;

/** A replication whose status the test sets. */
class SetReplication implements RecordedReplication {
  status: ReplicationStatus = { phase: { phase: 'live' }, source: LIVE_SOURCE };
  readonly #observers = new Set<(applied: AppliedTransaction) => void>();
  readonly #changeObservers = new Set<() => void>();

  observe(observer: (applied: AppliedTransaction) => void): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  onChanged(observer: () => void): () => void {
    this.#changeObservers.add(observer);
    return () => this.#changeObservers.delete(observer);
  }

  stands(source: Partial<SourceStatus>, phase: ReplicaPhase = { phase: 'live' }): void {
    this.status = { phase, source: { ...LIVE_SOURCE, ...source } };
    for (const observer of this.#changeObservers) observer();
  }

  applies(keys: readonly number[]): void {
    const touched = new TouchRecorder();
    for (const key of keys) touched.upserted('task', key);
    for (const observer of this.#observers) observer(touched.finish('p', clock.now()));
  }
}

let folder: string;
let clock: ManualClock;
let replication: SetReplication;
let recorder: ReplicationRecorder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'history-'));
  clock = new ManualClock(START_MS);
  replication = new SetReplication();
  record();
});

afterEach(() => {
  recorder.close();
  rmSync(folder, { recursive: true, force: true });
});

function record(): void {
  recorder = new ReplicationRecorder({ replica: replication, clock, log: pino({ level: 'silent' }), dataFolder: folder });
}

const minutes = () => {
  const { atMs, lagMs, rows, state } = recorder.history().samples;
  return [...atMs].map((at, index) => [(at - START_MS) / MINUTE_MS, lagMs[index], rows[index], SAMPLE_STATES[state[index] ?? 0]]);
};
const OFFLINE: Partial<SourceStatus> = {
  state: 'offline',
  offlineSinceMs: START_MS,
  lagMs: 5000,
  trouble: { code: 'source-unreachable', details: { address: 'db:5432' } },
};

describe('the history of the replication', () => {
  it('has a sample a minute also when nothing happens, and the distance grows while nothing comes', () => {
    replication.applies([1, 2]);
    clock.advance(MINUTE_MS);
    replication.stands(OFFLINE);
    clock.advance(2 * MINUTE_MS);
    expect(minutes()).toEqual([
      [0, 0, 2, 'live'],
      [1, 5000, 0, 'offline'],
      [2, 65_000, 0, 'offline'],
      [3, 125_000, 0, 'offline'],
    ]);
  });

  it('tells each trouble once from its begin to its end, and one that comes back at once as the same', () => {
    replication.stands(OFFLINE);
    clock.advance(HOUR_MS);
    replication.stands({ ...OFFLINE, retryAtMs: clock.now() });
    replication.stands({});
    clock.advance(20_000);
    replication.stands(OFFLINE);
    clock.advance(20_000);
    replication.stands({ state: 'stopped' }, { phase: 'failed', code: 'disk-full', retryAtMs: 1 });
    expect(recorder.history().incidents).toEqual([
      { code: 'disk-full', details: {}, fromMs: START_MS + HOUR_MS + 40_000, untilMs: null },
      { code: 'source-unreachable', details: { address: 'db:5432' }, fromMs: START_MS, untilMs: START_MS + HOUR_MS + 40_000 },
    ]);
  });

  it('goes on in the next run, which knows nothing of the time between', () => {
    replication.stands(OFFLINE);
    clock.advance(MINUTE_MS);
    recorder.close();
    clock.advance(HOUR_MS);
    replication.stands({});
    record();
    expect(minutes().map(([minute]) => minute)).toEqual([0, 1, 61]);
    expect(recorder.history().incidents).toEqual([expect.objectContaining({ fromMs: START_MS, untilMs: START_MS + MINUTE_MS })]);
  });

  it('loses five minutes at most when the program is killed', () => {
    clock.advance(6 * MINUTE_MS);
    const kept = JSON.parse(readFileSync(join(folder, 'replication-history.json'), 'utf8')) as { samples: unknown[] };
    expect(kept.samples.length).toBeGreaterThanOrEqual(5);
  });

  it('begins anew where the file cannot be understood, and goes on where it cannot be written', () => {
    recorder.close();
    writeFileSync(join(folder, 'replication-history.json'), '{"samples":[{"atMs":"yesterday"}]}');
    record();
    expect(minutes()).toHaveLength(1);
    rmSync(join(folder, 'replication-history.json'));
    mkdirSync(join(folder, 'replication-history.json'));
    clock.advance(6 * MINUTE_MS);
    expect(minutes()).toHaveLength(7);
  });
});
