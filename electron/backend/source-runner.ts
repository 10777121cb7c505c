import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import { GrowingWait } from './growing-wait.ts';
import type { ReplicaPhases } from './replica-phase.ts';
import type { ChangeSink, ChangeSource } from './replication/change.ts';
import type { Replica } from './replication/replica.ts';

export interface SourceRunnerOptions {
  readonly source: ChangeSource;
  readonly replica: Replica;
  readonly phases: ReplicaPhases;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A source that sends without a pause lets windows and calls have the thread this often. */
const BREATHE_EVERY_MS = 8;

/** Keeps the source running: starts it where the replica stands, and again after a growing wait when it fails. */
export class SourceRunner {
  readonly #options: SourceRunnerOptions;
  readonly #stopped = new AbortController();
  readonly #endObservation: () => void;
  readonly #retry: GrowingWait;
  /** Ends the run under way. */
  #run = new AbortController();
  #breathedAtMs = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(options: SourceRunnerOptions) {
    this.#options = options;
    this.#retry = new GrowingWait(options.clock);
    // Damage met at use empties the replica under a running source, which would not hear of it before its next change.
    this.#endObservation = options.replica.observe(({ replaced }) => {
      if (replaced && options.replica.cursor() === null) this.#run.abort();
    });
  }

  start(): void {
    this.#running = this.#runOn();
  }

  async stop(): Promise<void> {
    this.#endObservation();
    this.#stopped.abort();
    await this.#running;
  }

  async #runOn(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const waitMs = await this.#runOnce();
      if (!signal.aborted && waitMs > 0) await this.#wait(waitMs);
    }
  }

  /** Answers how long to wait before the next start. */
  async #runOnce(): Promise<number> {
    const { source, replica, phases, clock, log } = this.#options;
    this.#retry.started();
    this.#run = new AbortController();
    const signal = AbortSignal.any([this.#stopped.signal, this.#run.signal]);
    try {
      const cursor = replica.cursor();
      if (cursor !== null) phases.catchesUp();
      await setImmediate();
      await source.run(cursor?.position ?? null, this.#sink(), signal);
      if (signal.aborted) return 0;
      throw new Error('the source ended by itself');
    } catch (error) {
      if (signal.aborted) return 0;
      const waitMs = this.#retry.next();
      log.error({ err: error, source: source.id, waitMs }, 'source failed');
      phases.failed(error, clock.now() + waitMs);
      return waitMs;
    }
  }

  #sink(): ChangeSink {
    const { replica, phases } = this.#options;
    const { sink } = replica;
    return {
      beginSnapshot: (position) => sink.beginSnapshot(position),
      snapshotChunk: async (chunk) => {
        phases.loads(chunk.table);
        await sink.snapshotChunk(chunk);
        await this.#breathe();
      },
      endSnapshot: () => sink.endSnapshot(),
      transaction: async (transaction) => {
        await sink.transaction(transaction);
        phases.standsAt(transaction.committedAtMs);
        await this.#breathe();
      },
      heartbeat: (atMs) => {
        sink.heartbeat(atMs);
        if (replica.rebuilding === null) phases.standsAt(atMs);
      },
    };
  }

  async #breathe(): Promise<void> {
    if (performance.now() - this.#breathedAtMs < BREATHE_EVERY_MS) return;
    await setImmediate();
    this.#breathedAtMs = performance.now();
  }

  /** Ends at once when the runner is stopped. */
  #wait(durationMs: number): Promise<void> {
    const { signal } = this.#stopped;
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.#options.clock.after(durationMs, end);
      signal.addEventListener('abort', end);
    });
  }
}
