import type { TopicEvent, TopicName } from '../../../shared/contract/topics.ts';
import type { Clock } from '../clock.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import type { SourcePosition } from '../replication/change.ts';
import type { TopicState } from './topic-state.ts';

export type SendEvent<Name extends TopicName> = (event: TopicEvent<Name>) => void;

/** A revision of a topic, and the transactions it tells: the positions of the first and the last, null when it is time alone that changed it. */
export interface Published {
  readonly revision: number;
  readonly from: SourcePosition | null;
  readonly to: SourcePosition | null;
}

export interface PublicationOptions<Name extends TopicName> {
  readonly state: TopicState<Name>;
  readonly clock: Clock;
  /** Least time between two deltas: what changes in it goes out together. */
  readonly coalesceMs: number;
  /** Revision of the first snapshot. */
  readonly firstRevision: number;
  /** Something was sent: under this revision, with what was applied since the one before. */
  readonly onPublished?: ((published: Published) => void) | undefined;
  /** A state could not be read. Its subscribers keep what they have and the next change tries again. */
  readonly onFailed: (error: unknown) => void;
}

/** Deltas kept for those who come back; older ones are made good by a snapshot. */
const DELTAS_KEPT = 120;
/** A computer that slept, or whose clock was set, looks at its clock again no later than this. */
const LONGEST_WAIT_MS = 30_000;
/** What comes after a quiet time waits only so long, for what was changed along with it. */
const TOGETHER_MS = 5;
/** After a failed read that no change follows. */
const RETRY_MS = 5000;

/**
 * One topic with one set of parameters, shared by its subscribers. It keeps no queue for any of them: a delta is sent or it is not, and the
 * log is bounded, so that a slow subscriber costs nothing here.
 */
export class Publication<Name extends TopicName> {
  readonly #options: PublicationOptions<Name>;
  readonly #subscribers = new Set<SendEvent<Name>>();
  #deltas: (TopicEvent<Name> & { readonly kind: 'delta' })[] = [];
  #revision: number;
  #from: SourcePosition | null = null;
  #to: SourcePosition | null = null;
  #refreshedAtMs = Number.NEGATIVE_INFINITY;
  #isFilled = false;
  #isReady = false;
  #cancelFlush: (() => void) | null = null;
  #cancelTimeout: (() => void) | null = null;

  constructor(options: PublicationOptions<Name>) {
    this.#options = options;
    this.#revision = options.firstRevision;
  }

  get revision(): number {
    return this.#revision;
  }

  get subscriberCount(): number {
    return this.#subscribers.size;
  }

  /** From now on there is something to read; before, subscribers wait. */
  open(): void {
    if (this.#isReady) return;
    this.#isReady = true;
    if (this.#subscribers.size > 0) this.#refresh();
  }

  /** There is nothing to read until it is opened again; what was sent stays as it is. */
  shut(): void {
    this.#isReady = false;
    this.#stopTimers();
  }

  subscribe(sinceRevision: number | null, send: SendEvent<Name>): () => void {
    // The one who comes now is not among those a first read is sent to: the line after sends to it.
    if (this.#isReady && !this.#isFilled) this.#refresh();
    if (this.#isFilled) this.#catchUp(sinceRevision, send);
    this.#subscribers.add(send);
    return () => this.#subscribers.delete(send);
  }

  /** Something was applied. */
  touch(applied: AppliedTransaction): void {
    if (!this.#options.state.touch(applied)) return;
    this.#from ??= applied.position;
    this.#to = applied.position;
    this.flushSoon();
  }

  /** Asks for a refresh: soon, and no sooner than the coalescing time after the last. */
  flushSoon(): void {
    if (!this.#isReady || this.#cancelFlush !== null) return;
    const { clock, coalesceMs } = this.#options;
    const waitMs = this.#refreshedAtMs + coalesceMs - clock.now();
    // A clock that was set must not keep anybody waiting longer.
    this.#cancelFlush = clock.after(Math.min(Math.max(waitMs, TOGETHER_MS), coalesceMs), () => {
      this.#cancelFlush = null;
      this.#refresh();
    });
  }

  /** Reads and sends without waiting for what else may change. */
  refreshNow(): void {
    if (this.#isReady && this.#subscribers.size > 0) this.#refresh();
  }

  close(): void {
    this.shut();
    this.#subscribers.clear();
    this.#deltas = [];
  }

  #catchUp(sinceRevision: number | null, send: SendEvent<Name>): void {
    if (sinceRevision === this.#revision) return;
    const firstMissing = sinceRevision === null ? -1 : this.#deltas.findIndex(({ revision }) => revision === sinceRevision + 1);
    if (firstMissing < 0) send({ kind: 'snapshot', revision: this.#revision, data: this.#options.state.snapshot() });
    else for (const delta of this.#deltas.slice(firstMissing)) send(delta);
  }

  #refresh(): void {
    const { state, clock, onFailed } = this.#options;
    this.#refreshedAtMs = clock.now();
    try {
      const refreshed = state.refresh();
      if (refreshed.kind === 'replaced' || !this.#isFilled) this.#replace();
      else if (refreshed.kind === 'changed') this.#advance(refreshed.delta);
      this.#waitForTime(state.nextChangeAtMs());
    } catch (error) {
      state.forget();
      onFailed(error);
      this.#waitForTime(clock.now() + RETRY_MS);
    }
  }

  #replace(): void {
    if (this.#isFilled) this.#revision += 1;
    this.#isFilled = true;
    this.#deltas = [];
    if (this.#subscribers.size === 0) return;
    const event: TopicEvent<Name> = { kind: 'snapshot', revision: this.#revision, data: this.#options.state.snapshot() };
    this.#send(event);
  }

  #advance(delta: Extract<ReturnType<TopicState<Name>['refresh']>, { kind: 'changed' }>['delta']): void {
    this.#revision += 1;
    const event = { kind: 'delta' as const, revision: this.#revision, data: delta };
    this.#deltas.push(event);
    if (this.#deltas.length > DELTAS_KEPT) this.#deltas.shift();
    this.#send(event);
  }

  #send(event: TopicEvent<Name>): void {
    this.#options.onPublished?.({ revision: event.revision, from: this.#from, to: this.#to });
    this.#from = null;
    this.#to = null;
    for (const send of [...this.#subscribers]) send(event);
  }

  /** What time alone changes comes at its time, whether or not anything is applied. */
  #waitForTime(atMs: number | null): void {
    const { clock } = this.#options;
    this.#cancelTimeout?.();
    this.#cancelTimeout = null;
    if (atMs === null) return;
    const waitMs = Math.min(Math.max(atMs - clock.now(), 0), LONGEST_WAIT_MS);
    this.#cancelTimeout = clock.after(waitMs, () => this.#refresh());
  }

  #stopTimers(): void {
    this.#cancelFlush?.();
    this.#cancelFlush = null;
    this.#cancelTimeout?.();
    this.#cancelTimeout = null;
  }
}
