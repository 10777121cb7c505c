import { DeliverPolicy, type JsMsg } from '@nats-io/jetstream';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import type { Clock } from '../../clock.ts';
import { CHANGES_STREAM, changesOf, HEARTBEAT_SUBJECT } from '../../jetstream/subjects.ts';
import type { ReadArea } from '../../jetstream/read-area.ts';
import type { ChangeSink } from '../../replication/change.ts';
import type { Turnstile } from '../../turnstile.ts';
import { decodeHeartbeat, type Heartbeat } from '../../wire/heartbeat.ts';
import { WireError } from '../../wire/wire-error.ts';
import { followPositions } from './follow-positions.ts';
import { GroupApplier } from './group-applier.ts';
import { KnownTo } from './known-to.ts';
import { MessageTaker } from './message-taker.ts';
import type { StreamPosition } from './position.ts';
import { StreamReader } from './stream-reader.ts';

interface FollowOptions {
  readonly connection: NatsConnection;
  readonly consumer: string;
  readonly area: ReadArea;
  readonly sink: ChangeSink;
  readonly turns: Turnstile;
  /** Where the replica stands. */
  readonly position: StreamPosition;
  readonly idleNoticeMs: number;
  readonly clock: Clock;
  readonly withPositions: boolean;
  /** Why no positions come; null when they do. */
  readonly onPositions: (trouble: SourceTrouble | null) => void;
  readonly onHeartbeat: (beat: Heartbeat) => void;
  readonly signal: AbortSignal;
}

/** What is no heartbeat is none: whoever else may have said it, the next one comes in a second. */
function heartbeatOf({ data }: Msg): Heartbeat | null {
  try {
    return decodeHeartbeat(Uint8Array.from(data));
  } catch (error) {
    if (error instanceof WireError) return null;
    throw error;
  }
}

/** One reading of the stream, and what is known beside it. */
class Following {
  readonly #options: FollowOptions;
  readonly #knownTo: KnownTo;
  readonly #ended = new AbortController();
  readonly #applier: GroupApplier;
  readonly #taker: MessageTaker;
  #knownAtMs: number | null = null;
  /** The place where the replica stands is gone. */
  #isBeyond = false;
  #giveUp = (): void => undefined;
  #positions: Promise<void> = Promise.resolve();

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#knownTo = new KnownTo(options.position.feed);
    this.#applier = new GroupApplier(options.sink, options.turns, options.position);
    this.#taker = new MessageTaker(options.area, this.#applier);
  }

  async run(): Promise<'gap' | 'stopped'> {
    const { connection, signal } = this.#options;
    const heartbeats = connection.subscribe(HEARTBEAT_SUBJECT, {
      callback: (error, message) => void (error === null && this.#hear(message)),
    });
    const reader = await this.#openReader();
    const stop = (): void => reader.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (signal.aborted) return 'stopped';
      this.#giveUp = stop;
      const end = await applyAll(reader, this.#taker, this.#applier, (message) => {
        this.#knownTo.applied(message.info.deliverySequence, message.seq);
        this.#tellKnown();
      });
      return this.#isBeyond && !signal.aborted ? 'gap' : end;
    } finally {
      this.#ended.abort();
      this.#applier.abandon();
      signal.removeEventListener('abort', stop);
      heartbeats.unsubscribe();
      reader.close();
      await this.#positions;
    }
  }

  #openReader(): Promise<StreamReader> {
    const { connection, consumer, area, position, idleNoticeMs } = this.#options;
    const start = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: position.sequence };
    return StreamReader.open({ connection, stream: CHANGES_STREAM, consumer, filter: changesOf(area), start, idleNoticeMs }, (notice) => {
      this.#knownTo.idle(notice);
      // A server of a cluster may not have our place yet; that it is past it, and did not send it, says that the place is gone.
      const { hasBegun, taken } = this.#taker;
      if (!hasBegun && notice.delivered === taken && notice.sequence >= position.sequence) this.#isGone();
      this.#tellKnown();
    });
  }

  #isGone(): void {
    this.#isBeyond = true;
    this.#giveUp();
  }

  #hear(message: Msg): void {
    const beat = heartbeatOf(message);
    if (beat === null) return;
    this.#options.onHeartbeat(beat);
    // The relay writes another history: nothing more will come of ours.
    if (beat.feed !== this.#options.position.feed) this.#isGone();
    this.#knownTo.heard(beat);
    this.#tellKnown();
  }

  #tellKnown(): void {
    // A replica whose place is gone lacks rows, however quiet the stream is behind it.
    if (this.#isBeyond) return;
    const atMs = this.#knownTo.take();
    if (atMs === null || this.#ended.signal.aborted) return;
    const isFirst = this.#knownAtMs === null;
    this.#knownAtMs = atMs;
    this.#options.sink.heartbeat(atMs);
    if (isFirst && this.#options.withPositions) this.#positions = this.#followPositions();
  }

  /**
   * Positions come beside the stream and say nothing of it: they are committed as of the moment up to which everything else is known, so that the
   * replica never claims more.
   */
  async #followPositions(): Promise<void> {
    const { onPositions, ...options } = this.#options;
    await followPositions({
      ...options,
      apply: (changes) => this.#applier.applyBeside(changes, this.#knownAtMs ?? 0),
      onTrouble: onPositions,
      signal: this.#ended.signal,
    });
  }
}

/**
 * Applies the stream from where the replica stands, until the signal aborts. The first message asked for is the last one that was applied: when it
 * is no longer there, more may be missing. Resolves with whether the replica has to be filled anew.
 * @throws SourceFailedError, WireError; the sink's own errors
 */
export function followStream(options: FollowOptions): Promise<'gap' | 'stopped'> {
  return new Following(options).run();
}

async function applyAll(
  reader: StreamReader,
  taker: MessageTaker,
  applier: GroupApplier,
  onApplied: (message: JsMsg) => void,
): Promise<'gap' | 'stopped'> {
  for await (const batch of reader.batches()) {
    for (const message of batch) if (!(await taker.take(message))) return 'gap';
    await applier.flush();
    const last = batch.at(-1);
    if (taker.isComplete && last !== undefined) onApplied(last);
  }
  return 'stopped';
}
