import type { ReplicaPhase } from '../../shared/contract/topics.ts';
import type { Clock } from './clock.ts';
import { DatabaseError } from './db/database-error.ts';
import type { RebuildProgress, RebuildReason } from './replication/rebuild.ts';

type LoadingReason = Extract<ReplicaPhase, { phase: 'loading' }>['reason'];
type FailureCode = Extract<ReplicaPhase, { phase: 'failed' }>['code'];

const LOADING_REASONS: { readonly [Reason in RebuildReason]: LoadingReason } = {
  missing: 'first-run',
  'spec-changed': 'spec-changed',
  newer: 'spec-changed',
  'source-changed': 'requested',
  damaged: 'damaged',
  snapshot: 'source-behind',
};

/** A replica that stands no further behind its source's clock is live. */
const LIVE_LAG_MS = 10_000;

function failureCode(error: unknown): FailureCode {
  const trouble = error instanceof DatabaseError ? error.trouble : null;
  if (trouble === 'disk-full') return 'disk-full';
  return trouble === 'damaged' ? 'replica-damaged' : 'source-failed';
}

/** What the replica is doing, as the status topic shows it. */
export class ReplicaPhases {
  readonly #clock: Clock;
  #phase: ReplicaPhase = { phase: 'starting' };
  #table = '';
  #onChanged: () => void = () => undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Called with every change from now on. */
  observe(onChanged: () => void): void {
    this.#onChanged = onChanged;
  }

  get current(): ReplicaPhase {
    return this.#phase;
  }

  /** Rows of this table are being loaded. */
  loads(table: string): void {
    this.#table = table;
  }

  rebuilt({ phase, reason, doneRows, expectedRows }: RebuildProgress): void {
    if (phase === 'ready') this.#set({ phase: 'catching-up' });
    else if (phase === 'rebuilding')
      this.#set({ phase: 'loading', reason: LOADING_REASONS[reason], table: this.#table, doneRows, expectedRows });
    else this.#set({ phase: 'indexing' });
  }

  /** A complete replica waits for its source. */
  catchesUp(): void {
    this.#set({ phase: 'catching-up' });
  }

  /** The replica holds everything up to this moment. */
  standsAt(atMs: number): void {
    const isLive = this.#clock.now() - atMs <= LIVE_LAG_MS;
    if (this.#phase.phase === (isLive ? 'live' : 'catching-up')) return;
    this.#set({ phase: isLive ? 'live' : 'catching-up' });
  }

  failed(error: unknown, retryAtMs: number): void {
    this.#set({ phase: 'failed', code: failureCode(error), retryAtMs });
  }

  #set(phase: ReplicaPhase): void {
    this.#phase = phase;
    this.#onChanged();
  }
}
