import { setImmediate } from 'node:timers/promises';
import type { Logger } from 'pino';
import { CodedError } from '../../shared/contract/errors.ts';
import type { QuarantineRetry, QuarantineRetryRequest } from '../../shared/contract/source-status.ts';
import type { Clock } from './clock.ts';
import { GrowingWait } from './growing-wait.ts';
import { type ChangeSink, type ChangeSource, SourceFailedError } from './replication/change.ts';
import { quarantinedKeys } from './replication/quarantine.ts';
import type { Replica } from './replication/replica.ts';
import type { ReplicationState } from './replication-state.ts';
import { UnknownCodeTally } from './unknown-code-tally.ts';

export interface SourceRunnerOptions {
  readonly source: ChangeSource;
  readonly replica: Replica;
  readonly state: ReplicationState;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A source that sends without a pause lets whoever shares the thread have it this often. */
const BREATHE_EVERY_MS = 8;
/** A line that is back is taken up within this time: to find out costs a server that answers nothing. */
const LONGEST_WAIT_FOR_LINE_MS = 10_000;
/** Rows that are fetched once more in one question, and applied together: also with the longest texts and tracks there are, the log has room for them. */
const KEYS_A_QUESTION = 64;

function isUnreachable(error: unknown): boolean {
  return error instanceof SourceFailedError && error.trouble.code === 'source-unreachable';
}

/** Keeps the source running: starts it where the replica stands, and again after a growing wait when it fails. */
export class SourceRunner {
  readonly #options: SourceRunnerOptions;
  readonly #stopped = new AbortController();
  readonly #endObservation: () => void;
  readonly #wait: GrowingWait;
  readonly #tally: UnknownCodeTally;
  /** Ends the run under way. */
  #run = new AbortController();
  #isRunning = false;
  /** Ends the wait for the next run. */
  #wake: () => void = () => undefined;
  #breathedAtMs = 0;
  #running: Promise<void> = Promise.resolve();

  constructor(options: SourceRunnerOptions) {
    this.#options = options;
    this.#wait = new GrowingWait(options.clock);
    this.#tally = new UnknownCodeTally(options.replica);
    // Damage met at use empties the replica under a running source, which would not hear of it before its next change.
    this.#endObservation = options.replica.observe(({ replaced }) => {
      if (replaced && options.replica.resumeAt() === null && !options.replica.isLoading) this.#run.abort();
    });
  }

  /** @param waitMs before the source is started for the first time; `retry` ends it */
  start(waitMs = 0): void {
    const { state, replica } = this.#options;
    state.reported({ unknownCodes: replica.unknownCodes });
    this.#running = this.#runOn(waitMs);
  }

  async stop(): Promise<void> {
    this.#endObservation();
    this.#stopped.abort();
    this.#wake();
    await this.#running;
  }

  /** Starts the source at once: ends the wait for its next run, or the run under way. */
  retry(): void {
    this.#run.abort();
    this.#wake();
  }

  /** Has the source send a fresh snapshot. */
  rebuild(): void {
    this.#options.replica.wantSnapshot();
    this.retry();
  }

  /**
   * Fetches rows that were set aside once more: this one, or all.
   * @throws CodedError `source-cannot-repeat`, `source-not-connected`, `replica-not-ready`; whatever the source cannot do
   */
  async retryQuarantine(row: QuarantineRetryRequest['row']): Promise<QuarantineRetry> {
    const { source, replica } = this.#options;
    if (source.fetchRows === undefined) throw new CodedError('source-cannot-repeat', 'this source can only go forward');
    let [asked, cured] = [0, 0];
    for (const { table, keys } of quarantinedKeys(replica.read, KEYS_A_QUESTION, row)) {
      if (!this.#isRunning) throw new CodedError('source-not-connected', 'the source is not running');
      const rows = await source.fetchRows(table, keys);
      cured += await replica.repeat(table, keys, rows);
      asked += keys.length;
    }
    return { asked, cured };
  }

  /** @throws CodedError `invalid-request`, `source-not-connected`, `file-refused` */
  async applyImport(digest: string): Promise<null> {
    const { source } = this.#options;
    if (source.applyImport === undefined) throw new CodedError('invalid-request', 'this station is not fed by files');
    if (!this.#isRunning) throw new CodedError('source-not-connected', 'the source is not running');
    await source.applyImport(digest);
    return null;
  }

  async #runOn(firstWaitMs: number): Promise<void> {
    const { signal } = this.#stopped;
    if (firstWaitMs > 0) await this.#waitFor(firstWaitMs);
    while (!signal.aborted) {
      const waitMs = await this.#runOnce();
      if (!signal.aborted && waitMs > 0) await this.#waitFor(waitMs);
    }
  }

  /** Answers how long to wait before the next start. */
  async #runOnce(): Promise<number> {
    const { source, replica, state, clock, log } = this.#options;
    this.#wait.started();
    this.#run = new AbortController();
    const signal = AbortSignal.any([this.#stopped.signal, this.#run.signal]);
    try {
      state.starts();
      await setImmediate();
      this.#isRunning = true;
      await source.run(replica.resumeAt(), this.#sink(), signal);
      if (signal.aborted) return 0;
      throw new SourceFailedError('source-stopped-by-itself');
    } catch (error) {
      if (signal.aborted) return 0;
      const waitMs = isUnreachable(error) ? this.#wait.next(LONGEST_WAIT_FOR_LINE_MS) : this.#wait.next();
      log.error({ err: error, source: source.id, waitMs }, 'source failed');
      state.failed(error, clock.now() + waitMs);
      return waitMs;
    } finally {
      this.#isRunning = false;
      replica.abandon();
    }
  }

  #sink(): ChangeSink {
    const { replica, state } = this.#options;
    const { sink } = replica;
    const tally = this.#tally;
    /** Rows of the transaction in parts. */
    let rows = 0;
    return {
      ...sink,
      beginSnapshot: (position, plan) => {
        state.hears();
        tally.snapshotBegins();
        return sink.beginSnapshot(position, plan);
      },
      endSnapshot: async () => {
        await sink.endSnapshot();
        tally.snapshotEnded();
      },
      snapshotChunk: async (chunk) => {
        await sink.snapshotChunk(chunk);
        state.applied(chunk.rows.length);
        await this.#breathe();
      },
      transaction: async (transaction) => {
        await sink.transaction(transaction);
        state.applied(transaction.changes.length);
        state.standsAt(transaction.committedAtMs);
        await this.#breathe();
      },
      beginTransaction: () => {
        state.hears();
        rows = 0;
        return sink.beginTransaction();
      },
      part: async (changes) => {
        await sink.part(changes);
        rows += changes.length;
        await this.#breathe();
      },
      commit: async (position, committedAtMs) => {
        await sink.commit(position, committedAtMs);
        state.applied(rows);
        state.standsAt(committedAtMs);
      },
      heartbeat: (atMs) => {
        sink.heartbeat(atMs);
        if (replica.rebuilding === null) state.standsAt(atMs);
      },
      report: ({ unknownCodes, ...report }) =>
        state.reported(unknownCodes === undefined ? report : { ...report, unknownCodes: tally.counted(unknownCodes) }),
    };
  }

  async #breathe(): Promise<void> {
    if (performance.now() - this.#breathedAtMs < BREATHE_EVERY_MS) return;
    await setImmediate();
    this.#breathedAtMs = performance.now();
  }

  #waitFor(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(durationMs, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}
