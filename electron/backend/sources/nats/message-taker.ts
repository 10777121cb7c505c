import type { JsMsg } from '@nats-io/jetstream';
import type { ReadArea } from '../../jetstream/read-area.ts';
import { changeSubject } from '../../jetstream/subjects.ts';
import { Assembler } from '../../wire/assembler.ts';
import { decodePart, type Part } from '../../wire/part.ts';
import { parsePiece, PIECE_HEADER, PieceJoiner } from '../../wire/pieces.ts';
import { WireError } from '../../wire/wire-error.ts';
import type { GroupApplier } from './group-applier.ts';
import type { StreamPosition } from './position.ts';

/** What is read of a message. */
export type StreamMessage = Pick<JsMsg, 'seq' | 'data' | 'headers' | 'subject'>;

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
  read({ seq, data, headers, subject }: StreamMessage): Received | null {
    const header = headers?.get(PIECE_HEADER) ?? '';
    if ((parsePiece(header)?.index ?? 0) === 0) this.#sequence = seq;
    const whole = this.#joiner.take(Uint8Array.from(data), header);
    if (whole === null) return null;
    const part = decodePart(whole);
    return changeSubject(part.street, part.table) === subject ? { part, sequence: this.#sequence } : null;
  }
}

/** What cannot be read may be missed in the rows: they are asked for again. What another version wrote is not for us to judge. @throws WireError */
function readable(parts: PartReader, message: StreamMessage): Received | null | 'unreadable' {
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
 * Takes messages in their order, from the one that the replica has already. Asked for a place that it does not have yet, a server that is behind the
 * others of its cluster begins with whatever it gets next: what lies before the place is in the replica, and passed over.
 */
export class MessageTaker {
  readonly #parts = new PartReader();
  readonly #assembler: Assembler;
  readonly #applier: GroupApplier;
  readonly #begin: StreamPosition;
  #isFirst = true;
  #delivered = 0;

  constructor(area: ReadArea, applier: GroupApplier) {
    this.#assembler = new Assembler(area);
    this.#applier = applier;
    this.#begin = applier.position;
  }

  /** Everything that came is handed over. */
  get isComplete(): boolean {
    return !this.#assembler.isOpen;
  }

  /** Whether the place was met. */
  get hasBegun(): boolean {
    return !this.#isFirst;
  }

  /** How many messages of this reading were taken. */
  get taken(): number {
    return this.#delivered;
  }

  /** False when rows may be missing. */
  async take(message: StreamMessage): Promise<boolean> {
    this.#delivered += 1;
    if (this.#isFirst && message.seq < this.#begin.sequence) return true;
    const received = readable(this.#parts, message);
    if (received === 'unreadable') return false;
    if (this.#isFirst) return this.#takeFirst(message, received);
    if (received === null) return true;
    if (received.part.feed !== this.#begin.feed) return false;
    for (const step of this.#assembler.take(received.part)) await this.#applier.take(step, received.sequence);
    return true;
  }

  /** The one that the replica stands on, in as many pieces as it has. */
  #takeFirst({ seq }: StreamMessage, received: Received | null): boolean {
    if (received === null) return this.#parts.isWithin(this.#begin.sequence, seq);
    this.#isFirst = false;
    return received.sequence === this.#begin.sequence && continues(this.#begin, received);
  }
}
