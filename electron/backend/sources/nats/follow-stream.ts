import { DeliverPolicy, type JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { CHANGES_STREAM, changeSubject, changesOf, HEARTBEAT_SUBJECT } from '../../jetstream/subjects.ts';
import type { ReadArea } from '../../jetstream/read-area.ts';
import type { ChangeSink } from '../../replication/change.ts';
import type { Turnstile } from '../../turnstile.ts';
import { Assembler } from '../../wire/assembler.ts';
import { decodeHeartbeat, type Heartbeat } from '../../wire/heartbeat.ts';
import { decodePart, type Part } from '../../wire/part.ts';
import { parsePiece, PIECE_HEADER, PieceJoiner } from '../../wire/pieces.ts';
import { WireError } from '../../wire/wire-error.ts';
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

/**
 * Applies the stream from where the replica stands, until the signal aborts. The first message asked for is the last one that was applied: when it
 * is no longer there, more may be missing. Resolves with whether the replica has to be filled anew.
 * @throws SourceFailedError, WireError; the sink's own errors
 */
export async function followStream(options: FollowOptions): Promise<'gap' | 'stopped'> {
  const { connection, consumer, area, position, sink, signal, turns, onHeartbeat, idleNoticeMs } = options;
  const knownTo = new KnownTo(position.feed);
  const tellKnown = (): void => {
    const atMs = knownTo.take();
    if (atMs !== null) sink.heartbeat(atMs);
  };
  const heartbeats = connection.subscribe(HEARTBEAT_SUBJECT, {
    callback: (error, message) => {
      if (error !== null) return;
      const beat = decodeHeartbeat(Uint8Array.from(message.data));
      onHeartbeat(beat);
      knownTo.heard(beat);
      tellKnown();
    },
  });
  const start = { deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: position.sequence };
  const reader = await StreamReader.open(
    { connection, stream: CHANGES_STREAM, consumer, filter: changesOf(area), start, idleNoticeMs },
    (notice) => {
      knownTo.idle(notice);
      tellKnown();
    },
  );
  const stop = (): void => reader.close();
  signal.addEventListener('abort', stop, { once: true });
  const applier = new GroupApplier(sink, turns, position);
  try {
    if (signal.aborted) return 'stopped';
    return reader.pendingAtStart === 0
      ? 'gap'
      : await applyAll(reader, area, applier, (message) => {
          knownTo.applied(message.info.deliverySequence, message.seq);
          tellKnown();
        });
  } finally {
    applier.abandon();
    signal.removeEventListener('abort', stop);
    heartbeats.unsubscribe();
    reader.close();
  }
}

async function applyAll(
  reader: StreamReader,
  area: ReadArea,
  applier: GroupApplier,
  onApplied: (message: JsMsg) => void,
): Promise<'gap' | 'stopped'> {
  const parts = new PartReader();
  const assembler = new Assembler(area);
  const begin = applier.position;
  let isFirst = true;
  for await (const message of reader.messages()) {
    const received = readable(parts, message);
    if (received === 'unreadable') return 'gap';
    if (isFirst && received !== null) {
      if (received.sequence !== begin.sequence || !continues(begin, received)) return 'gap';
      isFirst = false;
    } else if (isFirst && message.seq !== begin.sequence) {
      return 'gap';
    } else if (received !== null) {
      if (received.part.feed !== begin.feed) return 'gap';
      for (const step of assembler.take(received.part)) await applier.take(step, received.sequence);
    }
    if (reader.buffered === 0) {
      await applier.flush();
      if (!assembler.isOpen) onApplied(message);
    }
  }
  await applier.flush();
  return 'stopped';
}
