import { headers, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import type { Clock } from '../clock.ts';
import { rowsSubject, takenSubject } from '../jetstream/subjects.ts';
import { repeat } from '../repeat.ts';
import type { SourcePosition, SnapshotChunk } from '../replication/change.ts';
import { cutIntoPieces, formatPiece, type Piece, PIECE_HEADER } from '../wire/pieces.ts';
import { encodeSnapshotFrame, NUMBER_HEADER } from '../wire/snapshot-frames.ts';
import type { SnapshotTaker } from './relay-feed.ts';
import type { Mark } from './relay-sink.ts';
import { isRelayed } from './split-transaction.ts';

export interface SnapshotAddress {
  readonly areaCode: string;
  readonly token: string;
}

const MESSAGE_BYTES = 512 * 1024;
/** Messages that the station has not stored at a time. */
const WINDOW = 4;
/** A station that says nothing for so long is gone. */
const PATIENCE_MS = 30_000;
/** The station may listen before every server knows it: the first frame is said again until it is heard. */
const REPEAT_BEGIN_MS = 250;

/** Sends a snapshot to one station, as fast as the station stores it. */
export class SnapshotSender implements SnapshotTaker {
  readonly #connection: NatsConnection;
  readonly #address: SnapshotAddress;
  readonly #mark: Mark;
  readonly #orderOf: (position: SourcePosition) => string;
  readonly #clock: Clock;
  readonly #answers: Subscription;
  #sent = 0;
  #taken = 0;
  #rows = 0;
  #wake = (): void => undefined;

  constructor(
    connection: NatsConnection,
    address: SnapshotAddress,
    mark: Mark,
    orderOf: (position: SourcePosition) => string,
    clock: Clock,
  ) {
    this.#connection = connection;
    this.#address = address;
    this.#mark = mark;
    this.#orderOf = orderOf;
    this.#clock = clock;
    this.#answers = connection.subscribe(takenSubject(address.areaCode, address.token), {
      callback: (error, message) => {
        if (error !== null) return;
        this.#taken = Math.max(this.#taken, Number(message.string()) || 0);
        this.#wake();
      },
    });
  }

  get rows(): number {
    return this.#rows;
  }

  async beginSnapshot(position: SourcePosition): Promise<void> {
    const { feed, sequence, at } = this.#mark;
    const order = this.#orderOf(position);
    // Nobody has to be told of what is in the rows already.
    const fence = order > at.order ? { position, order, committedAtMs: at.committedAtMs } : at;
    const bytes = encodeSnapshotFrame({ kind: 'begin', feed, at: fence, sequence });
    await this.#sendAll(bytes);
    const end = repeat(this.#clock, REPEAT_BEGIN_MS, () => this.#publish({ index: 0, count: 1, bytes }, this.#sent));
    try {
      await this.#untilTaken(this.#sent);
    } finally {
      end();
    }
  }

  async snapshotChunk(chunk: SnapshotChunk): Promise<void> {
    if (!isRelayed(chunk.table)) return;
    const bytes = encodeSnapshotFrame({ kind: 'rows', ...chunk });
    if (bytes.length > MESSAGE_BYTES && chunk.rows.length > 1) {
      const half = Math.ceil(chunk.rows.length / 2);
      await this.snapshotChunk({ ...chunk, rows: chunk.rows.slice(0, half) });
      await this.snapshotChunk({ ...chunk, rows: chunk.rows.slice(half) });
      return;
    }
    this.#rows += chunk.rows.length;
    await this.#sendAll(bytes);
  }

  async endSnapshot(): Promise<void> {
    await this.#sendAll(encodeSnapshotFrame({ kind: 'end', rows: this.#rows }));
    await this.#untilTaken(this.#sent);
  }

  close(): void {
    this.#answers.unsubscribe();
  }

  get #subject(): string {
    return rowsSubject(this.#address.areaCode, this.#address.token);
  }

  async #sendAll(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    for (const piece of cutIntoPieces(bytes, MESSAGE_BYTES)) {
      await this.#untilTaken(this.#sent - WINDOW + 1);
      this.#sent += 1;
      this.#publish(piece, this.#sent);
    }
  }

  #publish(piece: Piece, number: number): void {
    if (this.#connection.isClosed()) return;
    const named = headers();
    named.set(NUMBER_HEADER, String(number));
    if (piece.count > 1) named.set(PIECE_HEADER, formatPiece(piece));
    this.#connection.publish(this.#subject, piece.bytes, { headers: named });
  }

  /** @throws Error when the station stores nothing for too long */
  async #untilTaken(count: number): Promise<void> {
    while (this.#taken < count) {
      const hasAnswered = await new Promise<boolean>((resolve) => {
        const cancel = this.#clock.after(PATIENCE_MS, () => resolve(false));
        this.#wake = () => {
          cancel();
          resolve(true);
        };
      });
      if (!hasAnswered) throw new Error('the station is gone');
    }
  }
}
