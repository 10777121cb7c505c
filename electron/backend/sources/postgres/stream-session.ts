import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../clock.ts';
import { type Change, type ChangeSink, SourceFailedError } from '../../replication/change.ts';
import type { CommittedAt, DecodedStream } from './change-decoder.ts';
import { ChangeQueue, type Work } from './change-queue.ts';
import { asFault } from './classify-error.ts';
import type { Lsn } from './lsn.ts';
import { formatPosition, parsePosition, type PostgresPosition } from './position.ts';
import type { ReplicationLine, StreamHandlers } from './replication-line.ts';
import { changesOf, type Held, type StreamChange } from './row-message.ts';
import type { StreamMeter } from './stream-meter.ts';
import type { PostgresTuning } from './tuning.ts';

export interface StreamSessionOptions {
  readonly line: ReplicationLine;
  readonly sink: ChangeSink;
  readonly clock: Clock;
  readonly tuning: PostgresTuning;
  /** Where the replica stands. */
  readonly from: PostgresPosition;
  /** What upstream already takes for durable here, 0 when that is not known. */
  readonly confirmed: Lsn;
  /** A moment of the server's clock by ours. */
  readonly ourTime: (serverMs: number) => number;
  readonly complete: (changes: readonly StreamChange[]) => Promise<readonly Change[]>;
  /** A transaction begins to come. */
  readonly came: (transactionId: number) => void;
  /** Whether a table of ours cannot be found: then an unknown one may be it. */
  readonly isTableMissing: () => boolean;
  readonly meter: StreamMeter;
}

/** A group of so many rows comes of a stream that is busy: waiting a little makes the next one larger. */
const BUSY_ROWS = 200;
/** A keepalive follows every commit; this is often enough for those who look at ages. */
const HEARTBEAT_EVERY_MS = 500;

/** @throws SourceFailedError for a message that cannot be read */
function decodedOf(held: readonly Held[]): readonly StreamChange[] {
  try {
    return changesOf(held);
  } catch (error) {
    throw asFault(error);
  }
}

/**
 * One stream, from where the replica stands until it breaks. What comes fills a queue as fast as the network allows, applying empties it: under load
 * the groups grow, at rest every transaction is applied at once. Upstream is told of what is durable, never of what was merely received.
 */
export class StreamSession implements StreamHandlers {
  readonly #options: StreamSessionOptions;
  readonly #queue: ChangeQueue<Held>;
  #decode: (message: Buffer) => void = () => undefined;
  /** Something happened since the last look at what is to be done. */
  #isWoken = false;
  #goOn: () => void = () => undefined;
  #received: Lsn;
  /** Committed to SQLite. */
  #applied: Lsn;
  #durable: Lsn;
  /** The server's log as far as it holds nothing more for us, and when that was. */
  #idle: CommittedAt | null = null;
  #advancedAtMs: number;
  #heartbeatAtMs = 0;
  #hasGaps: boolean;
  #isInParts = false;
  #isPaused = false;
  #isDurableDue = false;
  #wasBusy = false;
  #isApplying = false;
  /** Status ticks since the server was heard last. */
  #silentTicks = 0;

  constructor(options: StreamSessionOptions) {
    const { from, confirmed, tuning, clock } = options;
    this.#options = options;
    this.#queue = new ChangeQueue(from.lsn, tuning.queue);
    this.#received = from.lsn;
    this.#applied = from.lsn;
    this.#durable = confirmed;
    this.#advancedAtMs = clock.now();
    this.#hasGaps = from.hasGaps;
  }

  /** What the decoder is to tell. */
  get decoded(): DecodedStream {
    return {
      begin: (commitLsn, transactionId) => {
        this.#options.came(transactionId);
        this.#queue.begin(commitLsn);
      },
      change: (change, bytes) => this.#queue.add(change, bytes),
      commit: (at) => this.#queue.commit(at),
      lostColumns: () => {
        this.#hasGaps = true;
      },
      foreignTable: () => {
        if (this.#options.isTableMissing()) this.#hasGaps = true;
      },
    };
  }

  get appliedLsn(): Lsn {
    return this.#applied;
  }

  /** How far upstream's log is known to hold nothing that is not applied. */
  get handledLsn(): Lsn {
    return Math.max(this.#applied, this.#idle?.endLsn ?? 0);
  }

  /** Rows that have come and wait to be applied. */
  get waitingRows(): number {
    return this.#queue.rows;
  }

  /** Rows were applied that lack what upstream does not send any more. */
  get hasGaps(): boolean {
    return this.#hasGaps;
  }

  decodeWith(decode: (message: Buffer) => void): void {
    this.#decode = decode;
  }

  onMessage(message: Buffer, walEnd: Lsn): void {
    this.#heard(walEnd);
    this.#idle = null;
    this.#decode(message);
    if (this.#queue.isFull && !this.#isPaused) {
      this.#isPaused = true;
      this.#options.line.pause();
    }
    this.#wake();
  }

  onKeepalive(walEnd: Lsn, serverMs: number, wantsReply: boolean): void {
    this.#heard(walEnd);
    if (this.#queue.isEmpty && !this.#isApplying) this.#standAt({ endLsn: walEnd, serverMs });
    if (wantsReply) this.#tellStatus(false);
  }

  /** Applies what comes until the signal aborts. Rejects when the sink does. */
  async applyAll(signal: AbortSignal): Promise<void> {
    const wakeUp = (): void => this.#wake();
    signal.addEventListener('abort', wakeUp);
    try {
      while (!signal.aborted) await this.#step();
    } finally {
      signal.removeEventListener('abort', wakeUp);
      if (this.#isInParts) await this.#options.sink.rollback().catch(() => undefined);
    }
  }

  /** To be called every `tuning.statusEveryMs`. @throws SourceFailedError when the server is silent for too long */
  tick(): void {
    const { tuning } = this.#options;
    // Counted, not timed: after a long apply, or a sleep, what the server said meanwhile is still to be read.
    this.#silentTicks = this.#isPaused ? 0 : this.#silentTicks + 1;
    if (this.#silentTicks * tuning.statusEveryMs > tuning.silenceLimitMs) {
      throw new SourceFailedError('source-unreachable', { reason: 'silent' });
    }
    this.#isDurableDue = this.#applied > this.#durable;
    this.#tellStatus(true);
    this.#wake();
  }

  #heard(walEnd: Lsn): void {
    this.#silentTicks = 0;
    if (walEnd > this.#received) this.#received = walEnd;
  }

  #standAt(at: CommittedAt): void {
    const { sink, clock, ourTime, meter } = this.#options;
    this.#idle = at;
    const atMs = ourTime(at.serverMs);
    meter.caughtUp(atMs);
    if (clock.now() - this.#heartbeatAtMs < HEARTBEAT_EVERY_MS) return;
    this.#heartbeatAtMs = clock.now();
    sink.heartbeat(atMs);
  }

  #wake(): void {
    this.#isWoken = true;
    this.#goOn();
  }

  async #step(): Promise<void> {
    this.#isWoken = false;
    // A transaction in parts stands alone until its end.
    if (this.#isDurableDue && !this.#isInParts) await this.#makeDurable();
    if (this.#wasBusy) await this.#gather();
    const work = this.#queue.take();
    if (work !== null) await this.#apply(work);
    else if (this.#isAdvanceDue) await this.#advance();
    else await this.#untilWoken();
  }

  async #untilWoken(): Promise<void> {
    if (this.#isWoken) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#goOn = resolve;
    await promise;
  }

  /** Lets more come in, as long as it comes without a pause. */
  async #gather(): Promise<void> {
    const untilMs = performance.now() + this.#options.tuning.gatherMs;
    for (;;) {
      const { rows } = this.#queue;
      await setImmediate();
      if (this.#queue.rows === rows || this.#queue.hasFullGroup || this.#isPaused || performance.now() > untilMs) return;
    }
  }

  async #apply(work: Work<Held>): Promise<void> {
    this.#isApplying = true;
    try {
      const changes = await this.#options.complete(decodedOf(work.changes));
      if (work.kind === 'group') await this.#applyGroup(changes, work.at);
      else await this.#applyPart(changes, work.kind === 'end' ? work.at : null);
    } finally {
      this.#isApplying = false;
    }
    this.#wasBusy = work.changes.length >= BUSY_ROWS;
    if (this.#isPaused && this.#queue.rows * 2 < this.#options.tuning.queue.mostRows) {
      this.#isPaused = false;
      this.#options.line.resume();
    }
  }

  async #applyGroup(changes: readonly Change[], at: CommittedAt): Promise<void> {
    const committedAtMs = this.#options.ourTime(at.serverMs);
    await this.#options.sink.transaction({ position: this.#positionAt(at.endLsn), committedAtMs, changes });
    this.#stoodAt(at.endLsn, changes.length, committedAtMs);
  }

  /** @param at the end of the transaction, null before */
  async #applyPart(changes: readonly Change[], at: CommittedAt | null): Promise<void> {
    const { sink, ourTime } = this.#options;
    if (!this.#isInParts) await sink.beginTransaction();
    this.#isInParts = true;
    await sink.part(changes);
    if (at === null) return;
    const committedAtMs = ourTime(at.serverMs);
    await sink.commit(this.#positionAt(at.endLsn), committedAtMs);
    this.#isInParts = false;
    this.#stoodAt(at.endLsn, changes.length, committedAtMs);
  }

  #stoodAt(lsn: Lsn, rows: number, committedAtMs: number): void {
    this.#options.meter.applied(rows, lsn - this.#applied, committedAtMs);
    this.#applied = lsn;
    this.#advancedAtMs = this.#options.clock.now();
  }

  get #isAdvanceDue(): boolean {
    const { clock, tuning } = this.#options;
    const isBehind = this.#idle !== null && this.#idle.endLsn > this.#applied && this.#queue.isEmpty;
    return isBehind && clock.now() - this.#advancedAtMs >= tuning.advanceEveryMs;
  }

  /** Upstream's log goes on without anything for us: the cursor follows, or the slot would keep all of it. */
  async #advance(): Promise<void> {
    if (this.#idle !== null) await this.#applyGroup([], this.#idle);
  }

  async #makeDurable(): Promise<void> {
    this.#isDurableDue = false;
    const position = await this.#options.sink.durable();
    const lsn = position === null ? null : (parsePosition(position)?.lsn ?? null);
    if (lsn === null || lsn <= this.#durable) return;
    this.#durable = lsn;
    this.#tellStatus(false);
  }

  #tellStatus(wantsReply: boolean): void {
    const { line, clock } = this.#options;
    line.sendStatus({ received: this.#received, durable: this.#durable, wantsReply }, clock.now());
  }

  #positionAt(lsn: Lsn): string {
    return formatPosition({ ...this.#options.from, lsn, hasGaps: this.#hasGaps });
  }
}
