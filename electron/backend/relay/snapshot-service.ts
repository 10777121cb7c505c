import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import type { City } from '../../../shared/city/city.ts';
import type { Clock } from '../clock.ts';
import { findReadArea, type ReadArea } from '../jetstream/read-area.ts';
import { areaOfSnapshotSubject, rowsSubject, SNAPSHOT_REQUESTS } from '../jetstream/subjects.ts';
import { troubleOf } from '../jetstream/trouble.ts';
import { repeatUntil } from '../repeat.ts';
import { encodeSnapshotFrame, type SnapshotFrame } from '../wire/snapshot-frames.ts';
import type { RelayFeed } from './relay-feed.ts';
import type { RelaySink } from './relay-sink.ts';
import { type SnapshotAddress, SnapshotSender } from './snapshot-sender.ts';

interface SnapshotServiceOptions {
  readonly connection: NatsConnection;
  readonly city: City;
  readonly feed: RelayFeed;
  readonly sink: RelaySink;
  readonly clock: Clock;
  readonly log: Logger;
  /** Ends the service and all that it is sending. */
  readonly signal: AbortSignal;
}

/** Copies of whole areas that upstream has to make at a time. */
const LANES = 2;
const SAY_WAITING_EVERY_MS = 1_000;
/** One token of a subject, of the station's choice. */
const TOKEN = /^[\w-]{8,64}$/;

/** Rejects when the signal aborts, whatever becomes of the work. */
function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
    if (signal.aborted) reject(new Error('stopped'));
    work.then(resolve, reject);
  });
}

/**
 * Gives stations the rows of their area, on request. Who may ask for an area, and who may listen to its rows, is up to NATS: the area stands in both
 * subjects, and no request can name another place for its answer.
 */
export class SnapshotService {
  readonly #options: SnapshotServiceOptions;
  /** Asked for and not yet begun. */
  readonly #queue: SnapshotAddress[] = [];
  /** Begun; nothing of it was sent yet in those that are preparing. */
  readonly #preparing = new Set<SnapshotAddress>();
  #running = 0;
  #served = 0;

  constructor(options: SnapshotServiceOptions) {
    this.#options = options;
    options.connection.subscribe(SNAPSHOT_REQUESTS, {
      callback: (error, message) => {
        if (error === null) this.#take(message);
      },
    });
    repeatUntil(options.signal, options.clock, SAY_WAITING_EVERY_MS, () => this.#sayWaiting());
  }

  get waiting(): number {
    return this.#queue.length + this.#running;
  }

  /** Snapshots that were sent to their end. */
  get served(): number {
    return this.#served;
  }

  #take(message: Msg): void {
    const token = message.string();
    if (!TOKEN.test(token)) return;
    this.#queue.push({ areaCode: areaOfSnapshotSubject(message.subject), token });
    this.#next();
  }

  #next(): void {
    if (this.#running >= LANES || this.#options.signal.aborted) return;
    const address = this.#queue.shift();
    if (address === undefined) return;
    this.#running += 1;
    void this.#serve(address).finally(() => {
      this.#running -= 1;
      this.#next();
    });
  }

  async #serve(address: SnapshotAddress): Promise<void> {
    const { city, log } = this.#options;
    const area = findReadArea(city, address.areaCode);
    if (area === null) {
      this.#tell(address, { kind: 'failed', code: 'source-area-unknown' });
      return;
    }
    this.#preparing.add(address);
    try {
      const rows = await this.#sendTo(address, area);
      this.#served += 1;
      log.info({ area: area.code, rows }, 'snapshot sent');
    } catch (error) {
      log.warn({ err: error, area: area.code }, 'snapshot broken off');
      this.#tell(address, { kind: 'failed', code: troubleOf(error).code });
    } finally {
      this.#preparing.delete(address);
    }
  }

  async #sendTo(address: SnapshotAddress, area: ReadArea): Promise<number> {
    const { connection, sink, feed, signal, clock } = this.#options;
    const mark = await unlessAborted(sink.mark(area.first), signal);
    const sender = new SnapshotSender(connection, address, mark, (position) => feed.orderOf(position), clock);
    try {
      await feed.snapshot(
        area,
        mark.at,
        {
          beginSnapshot: (position, plan) => {
            this.#preparing.delete(address);
            return sender.beginSnapshot(position, plan);
          },
          snapshotChunk: (chunk) => sender.snapshotChunk(chunk),
          endSnapshot: () => sender.endSnapshot(),
        },
        signal,
      );
      return sender.rows;
    } finally {
      sender.close();
    }
  }

  /** A frame that needs no answer and has no place in the order of the others. */
  #tell({ areaCode, token }: SnapshotAddress, frame: SnapshotFrame): void {
    const { connection } = this.#options;
    if (!connection.isClosed()) connection.publish(rowsSubject(areaCode, token), encodeSnapshotFrame(frame));
  }

  #sayWaiting(): void {
    for (const address of this.#preparing) this.#tell(address, { kind: 'waiting', ahead: 0 });
    this.#queue.forEach((address, index) => this.#tell(address, { kind: 'waiting', ahead: index + this.#running }));
  }
}
