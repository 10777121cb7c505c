import { DeliverPolicy, type JsMsg } from '@nats-io/jetstream';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import type { Clock } from '../../clock.ts';
import { CHANGES_STREAM, changeSubject, changesOf, HEARTBEAT_SUBJECT } from '../../jetstream/subjects.ts';
import type { ReadArea } from '../../jetstream/read-area.ts';
import type { ChangeSink } from '../../replication/change.ts';
import type { Turnstile } from '../../turnstile.ts';
import { Assembler } from '../../wire/assembler.ts';
import { decodeHeartbeat, type Heartbeat } from '../../wire/heartbeat.ts';
import { decodePart, type Part } from '../../wire/part.ts';
import { parsePiece, PIECE_HEADER, PieceJoiner } from '../../wire/pieces.ts';
import { WireError } from '../../wire/wire-error.ts';
import { followPositions } from './follow-positions.ts';
import { GroupApplier } from './group-applier.ts';
import { KnownTo } from './known-to.ts';
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
  /** Why no positions come; null when they do. */
  readonly onPositions: (trouble: SourceTrouble | null) => void;
  readonly onHeartbeat: (beat: Heartbeat) => void;
  readonly signal: AbortSignal;
}

/** A message that was put together, and the sequence of its first piece: from there it can be read again. */
interface Received {
  readonly part: Part;
  readonly sequence: number;
}

/** Reads one area's parts out of the stream's messages. */
class PartReader {
  readonly #joiner = new PieceJoiner();
  #sequence = 0;

  /** Whether a message is a piece of the one that begins at `first`. */
  isWithin(first: number, sequence: number): boolean {
    return this.#sequence === first && sequence >= first;
  }

  /** Null for a piece of what is still to come, and for what no relay wrote. @throws WireError */
  read({ seq, data, headers, subject }: JsMsg): Received | null {
    const header = headers?.get(PIECE_HEADER) ?? '';
    if ((parsePiece(header)?.index ?? 0) === 0) this.#sequence = seq;
    const whole = this.#joiner.take(Uint8Array.from(data), header);
    if (whole === null) return null;
    const part = decodePart(whole);
    return changeSubject(part.street, part.table) === subject ? { part, sequence: this.#sequence } : null;
  }
}

/** What cannot be read may be missed in the rows: they are asked for again. What another version wrote is not for us to judge. @throws WireError */
function readable(parts: PartReader, message: JsMsg): Received | null | 'unreadable' {
  try {
    return parts.read(message);
  } catch (error) {
    if (error instanceof WireError && error.fault === 'malformed') return 'unreadable';
    throw error;
  }
}

/** Whether a replica can go on from a message: it is of the same history and holds nothing that the replica lacks. */
function continues({ feed, order }: StreamPosition, { part }: Received): boolean {
  return part.feed === feed && part.at !== null && part.at.order <= order;
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
  #knownAtMs: number | null = null;
  /** The place where the replica stands is gone. */
  #isBeyond = false;
  #giveUp = (): void => undefined;
  #positions: Promise<void> = Promise.resolve();

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#knownTo = new KnownTo(options.position.feed);
    this.#applier = new GroupApplier(options.sink, options.turns, options.position);
  }

  async run(): Promise<'gap' | 'stopped'> {
    const { connection, area, signal } = this.#options;
    const heartbeats = connection.subscribe(HEARTBEAT_SUBJECT, {
      callback: (error, message) => void (error === null && this.#hear(message)),
    });
    const reader = await this.#openReader();
    const stop = (): void => reader.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      if (signal.aborted) return 'stopped';
      this.#giveUp = stop;
      const end = await applyAll(reader, area, this.#applier, (message) => {
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
      // A server of a cluster may not have our place yet; that it is past it and had nothing to send says that the place is gone.
      if (notice.delivered === 0 && notice.sequence >= position.sequence) this.#isGone();
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
    const atMs = this.#knownTo.take();
    if (atMs === null || this.#ended.signal.aborted) return;
    const isFirst = this.#knownAtMs === null;
    this.#knownAtMs = atMs;
    this.#options.sink.heartbeat(atMs);
    if (isFirst) this.#positions = this.#followPositions();
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

/** Takes messages in their order, from the one that the replica has already. */
class MessageTaker {
  readonly #parts = new PartReader();
  readonly #assembler: Assembler;
  readonly #applier: GroupApplier;
  readonly #begin: StreamPosition;
  #isFirst = true;

  constructor(area: ReadArea, applier: GroupApplier) {
    this.#assembler = new Assembler(area);
    this.#applier = applier;
    this.#begin = applier.position;
  }

  /** Everything that came is handed over. */
  get isComplete(): boolean {
    return !this.#assembler.isOpen;
  }

  /** False when rows may be missing. */
  async take(message: JsMsg): Promise<boolean> {
    const received = readable(this.#parts, message);
    if (received === 'unreadable') return false;
    if (this.#isFirst) return this.#takeFirst(message, received);
    if (received === null) return true;
    if (received.part.feed !== this.#begin.feed) return false;
    for (const step of this.#assembler.take(received.part)) await this.#applier.take(step, received.sequence);
    return true;
  }

  /** The one that the replica stands on, in as many pieces as it has. */
  #takeFirst({ seq }: JsMsg, received: Received | null): boolean {
    if (received === null) return this.#parts.isWithin(this.#begin.sequence, seq);
    this.#isFirst = false;
    return received.sequence === this.#begin.sequence && continues(this.#begin, received);
  }
}

async function applyAll(
  reader: StreamReader,
  area: ReadArea,
  applier: GroupApplier,
  onApplied: (message: JsMsg) => void,
): Promise<'gap' | 'stopped'> {
  const taker = new MessageTaker(area, applier);
  for await (const batch of reader.batches()) {
    for (const message of batch) if (!(await taker.take(message))) return 'gap';
    await applier.flush();
    const last = batch.at(-1);
    if (taker.isComplete && last !== undefined) onApplied(last);
  }
  return 'stopped';
}
