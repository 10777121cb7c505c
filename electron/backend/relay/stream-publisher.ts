import type { JetStreamClient, PubAck } from '@nats-io/jetstream';
import { headers, type MsgHdrs } from '@nats-io/transport-node';
import { cutIntoPieces, formatPiece, type Piece, PIECE_HEADER } from '../wire/pieces.ts';

interface PublisherLimits {
  /** Messages that wait for their acknowledgement at a time. */
  readonly window: number;
  readonly windowBytes: number;
  /** The largest message. */
  readonly messageBytes: number;
  readonly timeoutMs: number;
}

const LIMITS: PublisherLimits = { window: 512, windowBytes: 16 * 1024 ** 2, messageBytes: 512 * 1024, timeoutMs: 10_000 };

function headersOf(piece: Piece): { readonly headers?: MsgHdrs } {
  if (piece.count === 1) return {};
  const named = headers();
  named.set(PIECE_HEADER, formatPiece(piece));
  return { headers: named };
}

/**
 * Writes to the end of one stream as its only writer. Every message names the sequence that has to be the stream's last when it is stored: one that
 * is lost lets all after it fail, so that the stream has no gap, and one that comes late, from a sender that was thought dead, is refused. After the
 * first failure nothing more is taken: what the stream holds is to be read from the stream.
 */
export class StreamPublisher {
  readonly #js: JetStreamClient;
  readonly #limits: PublisherLimits;
  readonly #onFailed: (error: Error) => void;
  /** What was handed over and not acknowledged, by its sequence, in order. */
  readonly #waiting = new Map<number, { readonly settled: Promise<void>; readonly bytes: number }>();
  #waitingBytes = 0;
  #sent: number;
  #failure: Error | null = null;

  /**
   * @param lastSequence of the stream as it stands
   * @param onFailed called once, with the first failure
   */
  constructor(js: JetStreamClient, lastSequence: number, onFailed: (error: Error) => void, limits: Partial<PublisherLimits> = {}) {
    this.#js = js;
    this.#onFailed = onFailed;
    this.#limits = { ...LIMITS, ...limits };
    this.#sent = lastSequence;
  }

  /** Sequence of the last message that was handed over. */
  get sent(): number {
    return this.#sent;
  }

  /** Everything up to this sequence is stored by as many servers as the stream asks for. */
  get stored(): number {
    const [first = this.#sent + 1] = this.#waiting.keys();
    return first - 1;
  }

  /** Resolves when there was room for it; `settle` says that it was stored. */
  async publish(subject: string, message: Uint8Array<ArrayBuffer>): Promise<void> {
    for (const piece of cutIntoPieces(message, this.#limits.messageBytes)) {
      await this.#room(piece.bytes.length);
      this.#send(subject, piece);
    }
  }

  /** Resolves when everything handed over before is stored. @throws the first failure */
  async settle(): Promise<void> {
    await Promise.all(Array.from(this.#waiting.values(), ({ settled }) => settled));
    this.#throwIfFailed();
  }

  async #room(bytes: number): Promise<void> {
    const { window, windowBytes } = this.#limits;
    this.#throwIfFailed();
    while (this.#waiting.size >= window || (this.#waiting.size > 0 && this.#waitingBytes + bytes > windowBytes)) {
      const [oldest] = this.#waiting.values();
      await oldest?.settled;
      this.#throwIfFailed();
    }
  }

  #send(subject: string, piece: Piece): void {
    const lastSequence = this.#sent;
    this.#sent += 1;
    const { timeoutMs } = this.#limits;
    const storing = this.#js.publish(subject, piece.bytes, { ...headersOf(piece), expect: { lastSequence }, timeout: timeoutMs });
    const settled = storing.then(
      (ack) => this.#acknowledged(lastSequence + 1, ack),
      (error: unknown) => this.#fail(error instanceof Error ? error : new Error(String(error))),
    );
    this.#waiting.set(this.#sent, { settled, bytes: piece.bytes.length });
    this.#waitingBytes += piece.bytes.length;
  }

  #acknowledged(sequence: number, { seq }: PubAck): void {
    if (seq !== sequence) {
      this.#fail(new Error(`stored as ${seq} instead of ${sequence}`));
      return;
    }
    this.#waitingBytes -= this.#waiting.get(sequence)?.bytes ?? 0;
    this.#waiting.delete(sequence);
  }

  #fail(error: Error): void {
    if (this.#failure !== null) return;
    this.#failure = error;
    this.#onFailed(error);
  }

  #throwIfFailed(): void {
    if (this.#failure !== null) throw this.#failure;
  }
}
