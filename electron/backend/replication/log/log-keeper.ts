import { statSync } from 'node:fs';
import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import { mostLoggedBytes } from '../logged-weight.ts';
import type { Checkpointer } from './checkpointer.ts';

const MIB = 1024 * 1024;
/** From here on the log is copied into the file while the writer goes on, and then emptied while it waits for the little that is left. */
const BEGIN_BYTES = 24 * MIB;
/** The log never grows larger: a writer that is faster than the disk waits for the copying where its next transaction could take it beyond. */
const MOST_BYTES = 120 * MIB;
/** Worth emptying when nothing comes. */
const IDLE_BYTES = 1 * MIB;
const IDLE_MS = 2000;
/** The second time copies what came during the first. */
const COPIES_BEFORE_WAIT = 2;
/** A reader that keeps its state for so long is not ours: the writer goes on without an empty log. */
const TRIES_TO_EMPTY = 5;
/** After it could not be done (a full disk), it is not tried with every transaction. */
const REST_MS = 5000;
/** Worth a line in the log. */
const LONG_WAIT_MS = 100;

export interface LogKeeperOptions {
  /** Of the replica. */
  readonly path: string;
  readonly checkpointer: Checkpointer;
  /** Does it on the writer's own thread, should the other be gone. Answers whether the log is empty. */
  readonly emptyHere: () => boolean;
  readonly clock: Clock;
  readonly log: Logger;
  /** Size from which the log is emptied; default 24 MiB, in tests less. */
  readonly beginBytes?: number;
}

/** Keeps the write-ahead log small without the writer waiting for the disk longer than the end of a copy takes. */
export class LogKeeper {
  readonly #options: LogKeeperOptions;
  readonly #logPath: string;
  /** Settles when the emptying under way is over. */
  #emptying: Promise<void> | null = null;
  /** Settles when the writer may go on. */
  #gate: Promise<void> | null = null;
  #cancelIdle: () => void = () => undefined;
  #isAlone = false;
  #restUntilMs = 0;
  #largestBytes = 0;
  #longestWaitMs = 0;
  #times = 0;

  constructor(options: LogKeeperOptions) {
    this.#options = options;
    this.#logPath = `${options.path}-wal`;
  }

  /**
   * What the writer waits for before its next transaction; null when it need not.
   * @param weight of that transaction, as weightOf counts
   */
  ready(weight: number): Promise<void> | null {
    if (this.#gate !== null) return this.#gate;
    return this.#emptying !== null && this.#bytes() + mostLoggedBytes(weight) > MOST_BYTES ? this.#emptying : null;
  }

  /** A transaction was committed. */
  committed(): void {
    const bytes = this.#bytes();
    this.#largestBytes = Math.max(this.#largestBytes, bytes);
    this.#cancelIdle();
    if (bytes >= (this.#options.beginBytes ?? BEGIN_BYTES)) this.#begin(COPIES_BEFORE_WAIT);
    else if (bytes >= IDLE_BYTES) this.#cancelIdle = this.#options.clock.after(IDLE_MS, () => this.#begin(0));
  }

  /** Resolves when nothing is under way. */
  async close(): Promise<void> {
    this.#cancelIdle();
    await this.#emptying;
    const { log } = this.#options;
    log.info(
      { largestBytes: this.#largestBytes, longestWaitMs: Math.round(this.#longestWaitMs), times: this.#times },
      'replica log emptied',
    );
  }

  #bytes(): number {
    return statSync(this.#logPath, { throwIfNoEntry: false })?.size ?? 0;
  }

  #begin(copies: number): void {
    if (this.#options.clock.now() < this.#restUntilMs) return;
    this.#emptying ??= this.#empty(copies).finally(() => {
      this.#emptying = null;
    });
  }

  async #empty(copies: number): Promise<void> {
    const { checkpointer, log } = this.#options;
    try {
      if (!this.#isAlone) for (let copy = 0; copy < copies; copy += 1) await checkpointer.run('PASSIVE');
      await this.#emptyAtTheGate();
    } catch (error) {
      log.error({ err: error }, 'checkpointing thread lost: the writer does it itself');
      this.#isAlone = true;
    }
  }

  async #emptyAtTheGate(): Promise<void> {
    const startMs = performance.now();
    const bytes = this.#bytes();
    const emptied = this.#tryToEmpty();
    this.#gate = emptied.then(
      () => undefined,
      () => undefined,
    );
    try {
      await emptied;
    } finally {
      this.#gate = null;
    }
    const waitMs = performance.now() - startMs;
    this.#times += 1;
    this.#longestWaitMs = Math.max(this.#longestWaitMs, waitMs);
    if (waitMs >= LONG_WAIT_MS) this.#options.log.warn({ waitMs: Math.round(waitMs), bytes }, 'writer waited for the log');
  }

  async #tryToEmpty(): Promise<void> {
    const { checkpointer, emptyHere } = this.#options;
    for (let attempt = 0; attempt < TRIES_TO_EMPTY; attempt += 1) {
      if (this.#isAlone) {
        emptyHere();
        return;
      }
      const outcome = await checkpointer.run('TRUNCATE');
      if (outcome.kind === 'failed') this.#rest(outcome.message);
      if (outcome.kind !== 'done' || outcome.isEmptied) return;
    }
    this.#rest('somebody else reads an old state');
  }

  #rest(reason: string): void {
    this.#restUntilMs = this.#options.clock.now() + REST_MS;
    this.#options.log.error({ reason, bytes: this.#bytes() }, 'replica log not emptied');
  }
}
