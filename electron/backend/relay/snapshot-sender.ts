import { createInbox, headers, type MsgHdrs, type NatsConnection, type Subscription } from '@nats-io/transport-node';
import type { Clock } from '../clock.ts';
import { RELAY_NAME } from '../jetstream/access.ts';
import { inboxPrefix, rowsSubject, takenSubject } from '../jetstream/subjects.ts';
import { repeat } from '../repeat.ts';
import { planOf, type SnapshotChunk, type SnapshotPlan, type SourcePosition } from '../replication/change.ts';
import { cutIntoPieces, formatPiece, type Piece, PIECE_HEADER } from '../wire/pieces.ts';
import { encodeSnapshotFrame, NUMBER_HEADER } from '../wire/snapshot-frames.ts';
import { formatPlan, PLAN_HEADER } from '../wire/snapshot-plan.ts';
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
/** A station that says nothing for so long is gone, although the servers may still know it. */
const PATIENCE_MS = 30_000;
/** While it stores, the servers are asked whether it still listens: for one that was killed, upstream is not to keep a state of all its tables. */
const ASK_EVERY_MS = 1_000;
/** What a server answers when nobody listens to what we sent. */
const NOBODY_LISTENS = 503;
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
  readonly #notices: Subscription;
  #plan = planOf([]);
  #sent = 0;
  #taken = 0;
  #rows = 0;
  #isGone = false;
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
    this.#notices = connection.subscribe(createInbox(inboxPrefix(RELAY_NAME)), {
      callback: (error, message) => {
        // Before its first answer, not every server may know the station yet.
        if (error !== null || this.#taken === 0 || message.headers?.code !== NOBODY_LISTENS) return;
        this.#isGone = true;
        this.#wake();
      },
    });
  }

  get rows(): number {
    return this.#rows;
  }

  async beginSnapshot(position: SourcePosition, plan: SnapshotPlan = planOf([])): Promise<void> {
    this.#plan = planOf(plan.tables.filter(({ table }) => isRelayed(table)));
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
    this.#notices.unsubscribe();
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

  /** @param number of a message that has a place in the order of the others */
  #publish(piece: Piece, number: number): void {
    const named = headers();
    named.set(NUMBER_HEADER, String(number));
    if (number === 1) named.set(PLAN_HEADER, formatPlan(this.#plan));
    if (piece.count > 1) named.set(PIECE_HEADER, formatPiece(piece));
    this.#send(piece.bytes, named);
  }

  #send(bytes: Uint8Array<ArrayBuffer>, named?: MsgHdrs): void {
    if (this.#connection.isClosed()) return;
    this.#connection.publish(this.#subject, bytes, {
      ...(named === undefined ? {} : { headers: named }),
      reply: this.#notices.getSubject(),
    });
  }

  /** @throws Error when the station stores nothing for too long, or does not listen any more */
  async #untilTaken(count: number): Promise<void> {
    const asking = repeat(this.#clock, ASK_EVERY_MS, () => this.#send(encodeSnapshotFrame({ kind: 'waiting', ahead: 0 })));
    try {
      while (this.#taken < count) if (this.#isGone || !(await this.#hears())) throw new Error('the station is gone');
    } finally {
      asking();
    }
  }

  /** Resolves with whether anything was heard of the station. */
  #hears(): Promise<boolean> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(PATIENCE_MS, () => resolve(false));
      this.#wake = () => {
        cancel();
        resolve(true);
      };
    });
  }
}
