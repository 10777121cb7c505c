import { beforeEach, describe, expect, it } from 'vitest';
import { LIVE_SOURCE } from '../../../shared/contract/testing/live-source.ts';
import type { StatusSnapshot, TopicEvent } from '../../../shared/contract/topics.ts';
import { ManualClock } from '../manual-clock.ts';
import { TouchRecorder } from '../replication/applied.ts';
import { Publication } from './publication.ts';
import type { Refreshed, TopicState } from './topic-state.ts';
import { QUIET_OFFICE } from './testing/quiet-office.ts';
import { settableClock } from './testing/settable-clock.ts';

const COALESCE_MS = 250;
const nothing = new TouchRecorder().finish('', 0);

/** A topic that shows how many changes there were. */
class CountingState implements TopicState<'status'> {
  changes = 0;
  refreshes = 0;
  forgotten = 0;
  isReplaced = false;
  isBroken = false;

  touch(): boolean {
    this.changes += 1;
    return true;
  }

  refresh(): Refreshed<'status'> {
    this.refreshes += 1;
    if (this.isBroken) throw new Error('cannot be read');
    return this.isReplaced ? { kind: 'replaced' } : { kind: 'changed', delta: this.snapshot() };
  }

  snapshot(): StatusSnapshot {
    return {
      nowMs: this.changes,
      replica: { phase: 'live' },
      position: '',
      source: LIVE_SOURCE,
      sources: [],
      quarantinedRows: 0,
      batches: [],
      office: QUIET_OFFICE,
    };
  }

  forget(): void {
    this.forgotten += 1;
  }

  nextChangeAtMs(): null {
    return null;
  }
}

let clock: ManualClock;
let state: CountingState;
let failures: unknown[];
let publication: Publication<'status'>;

beforeEach(() => {
  clock = new ManualClock(0);
  state = new CountingState();
  failures = [];
  publication = new Publication({ state, clock, coalesceMs: COALESCE_MS, firstRevision: 1, onFailed: (error) => failures.push(error) });
});

function listen(sinceRevision: number | null = null): { seen: string[]; end: () => void } {
  const seen: string[] = [];
  const end = publication.subscribe(sinceRevision, ({ kind, revision, data }: TopicEvent<'status'>) =>
    seen.push(`${kind} ${revision}: ${data.nowMs}`),
  );
  return { seen, end };
}

function change(): void {
  publication.touch(nothing);
  clock.advance(COALESCE_MS);
}

describe('a publication', () => {
  it('lets subscribers wait until there is something to read', () => {
    const { seen } = listen();
    publication.touch(nothing);
    clock.advance(10_000);
    expect(seen).toEqual([]);
    publication.open();
    expect(seen).toEqual(['snapshot 1: 1']);
  });

  it('sends what changes within the coalescing time together, once for all subscribers', () => {
    publication.open();
    const listeners = [listen(), listen()];
    for (let count = 0; count < 5; count++) publication.touch(nothing);
    const before = state.refreshes;
    clock.advance(COALESCE_MS);
    expect(state.refreshes).toBe(before + 1);
    for (const { seen } of listeners) expect(seen).toEqual(['snapshot 1: 0', 'delta 2: 5']);
  });

  it('sends the first change after a quiet time almost at once, and the next ones no sooner than the coalescing time after it', () => {
    publication.open();
    const { seen } = listen();
    clock.advance(10_000);
    publication.touch(nothing);
    clock.advance(5);
    expect(seen).toEqual(['snapshot 1: 0', 'delta 2: 1']);
    publication.touch(nothing);
    clock.advance(COALESCE_MS - 1);
    expect(seen).toHaveLength(2);
    publication.touch(nothing);
    clock.advance(1);
    expect(seen.slice(2)).toEqual(['delta 3: 3']);
  });

  it('waits no longer than the coalescing time when the clock was set back', () => {
    const { clock: set, steady, set: setBy } = settableClock(0);
    publication = new Publication({
      state,
      clock: set,
      coalesceMs: COALESCE_MS,
      firstRevision: 1,
      onFailed: (error) => failures.push(error),
    });
    publication.open();
    const { seen } = listen();
    setBy(-3_600_000);
    publication.touch(nothing);
    steady.advance(COALESCE_MS);
    expect(seen).toEqual(['snapshot 1: 0', 'delta 2: 1']);
  });

  it('goes on for who comes back with the deltas in between, and with a snapshot when they are no longer kept', () => {
    publication.open();
    listen();
    for (let count = 0; count < 3; count++) change();
    expect(listen(2).seen).toEqual(['delta 3: 2', 'delta 4: 3']);
    expect(listen(4).seen).toEqual([]);
    for (let count = 0; count < 200; count++) change();
    expect(listen(2).seen).toEqual(['snapshot 204: 203']);
  });

  it('sends a snapshot when a change cannot be told as a delta, and keeps no delta from before it', () => {
    publication.open();
    const { seen } = listen();
    change();
    state.isReplaced = true;
    change();
    expect(seen).toEqual(['snapshot 1: 0', 'delta 2: 1', 'snapshot 3: 2']);
    expect(listen(1).seen).toEqual(['snapshot 3: 2']);
  });

  it('keeps what subscribers have when a read fails, says so, and tries again by itself', () => {
    publication.open();
    const { seen } = listen();
    state.isBroken = true;
    change();
    expect([failures.length, state.forgotten]).toEqual([1, 1]);
    state.isBroken = false;
    clock.advance(10_000);
    expect(seen).toEqual(['snapshot 1: 0', 'delta 2: 1']);
  });

  it('sends nothing to who has left and leaves no timer behind when it is closed', () => {
    publication.open();
    const { seen, end } = listen();
    end();
    change();
    expect(seen).toEqual(['snapshot 1: 0']);
    publication.touch(nothing);
    publication.close();
    expect(clock.pendingTimers).toBe(0);
  });
});
