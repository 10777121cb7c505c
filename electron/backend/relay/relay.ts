import { randomBytes } from 'node:crypto';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Logger } from 'pino';
import type { City } from '../../../shared/city/city.ts';
import type { SourceTrouble } from '../../../shared/contract/source-status.ts';
import type { Clock } from '../clock.ts';
import { connect, type NatsSettings } from '../jetstream/connect.ts';
import { ensureStreams, type StreamLimits } from '../jetstream/streams.ts';
import { HEARTBEAT_SUBJECT } from '../jetstream/subjects.ts';
import { troubleOf } from '../jetstream/trouble.ts';
import { repeatUntil } from '../repeat.ts';
import { feedName, isFeedOf } from '../wire/feed-name.ts';
import { encodeHeartbeat } from '../wire/heartbeat.ts';
import { type FeedState, readFeedState } from './feed-state.ts';
import type { RelayFeed } from './relay-feed.ts';
import { RelaySink } from './relay-sink.ts';
import { SnapshotService } from './snapshot-service.ts';
import { TransactionSplitter } from './split-transaction.ts';
import { StreamPublisher } from './stream-publisher.ts';

export interface RelayOptions {
  readonly feed: RelayFeed;
  readonly city: City;
  readonly nats: NatsSettings;
  readonly limits: StreamLimits;
  readonly clock: Clock;
  readonly log: Logger;
  /** How often everybody hears how far the stream goes. */
  readonly heartbeatMs?: number;
}

/** How the relay does, for whoever watches it. */
export interface RelayStatus {
  readonly state: 'connecting' | 'running' | 'waiting' | 'stopped';
  /** Why it waits. */
  readonly trouble: SourceTrouble | null;
  readonly feed: string;
  /** Last message of the stream that is stored for sure. */
  readonly sequence: number;
  readonly position: string;
  /** Up to when all of the city is in the stream; null before the source was heard. */
  readonly knownToMs: number | null;
  readonly snapshotsServed: number;
  readonly snapshotsWaiting: number;
}

interface Running {
  readonly publisher: StreamPublisher;
  readonly sink: RelaySink;
  readonly snapshots: SnapshotService;
  readonly storedAtStart: number;
}

type OpenStream = Pick<Running, 'publisher' | 'sink'> & { readonly state: FeedState | null };

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 5_000;
const HEARTBEAT_MS = 1_000;
const SESSION_BYTES = 8;
/** How often a quiet street hears where the stream stands: its station finds its place again within what the stream keeps. */
const MARK_EVERY_MS = 3_600_000;

/** Reads one source of the whole city and keeps the stream going: begins where the stream says, and again after every break. */
export class Relay {
  readonly #options: RelayOptions;
  readonly #splitter: TransactionSplitter;
  readonly #stopped = new AbortController();
  #state: RelayStatus['state'] = 'connecting';
  #trouble: SourceTrouble | null = null;
  #running: Running | null = null;
  #last: FeedState | null = null;
  #served = 0;
  #failures = 0;
  #ended: Promise<void> = Promise.resolve();

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#splitter = new TransactionSplitter(options.city.streets.code);
  }

  get status(): RelayStatus {
    const running = this.#running;
    const state = running?.sink.state ?? this.#last;
    return {
      state: this.#state,
      trouble: this.#trouble,
      feed: state?.feed ?? '',
      sequence: running?.publisher.stored ?? 0,
      position: state?.at.position ?? '',
      knownToMs: running?.sink.beat?.atMs ?? null,
      snapshotsServed: this.#served + (running?.snapshots.served ?? 0),
      snapshotsWaiting: running?.snapshots.waiting ?? 0,
    };
  }

  start(): void {
    this.#ended = this.#runOn();
  }

  /** Resolves when everything that was handed over is stored, as far as that is possible, and the lines are closed. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#ended;
    this.#state = 'stopped';
  }

  async #runOn(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      this.#state = 'connecting';
      try {
        await this.#runOnce();
      } catch (error) {
        if (!signal.aborted) await this.#waitAfter(error);
      }
    }
  }

  async #waitAfter(error: unknown): Promise<void> {
    const { log, clock } = this.#options;
    this.#failures += 1;
    const waitMs = Math.min(FIRST_RETRY_MS * 2 ** (this.#failures - 1), LONGEST_RETRY_MS);
    this.#state = 'waiting';
    this.#trouble = troubleOf(error);
    log.error({ err: error, trouble: this.#trouble, waitMs }, 'relay broke off');
    const { signal } = this.#stopped;
    await new Promise<void>((resolve) => {
      const cancel = clock.after(waitMs, resolve);
      signal.addEventListener('abort', () => resolve(cancel()), { once: true });
    });
  }

  async #runOnce(): Promise<void> {
    const connection = await connect(this.#options.nats);
    const broken = new AbortController();
    const breakOff = (cause: unknown): void => broken.abort(new Error('the stream cannot be written', { cause }));
    void connection.closed().then(breakOff);
    try {
      await this.#relay(connection, AbortSignal.any([this.#stopped.signal, broken.signal]), breakOff);
      if (!this.#stopped.signal.aborted) throw broken.signal.reason;
    } finally {
      breakOff(null);
      this.#forget();
      await connection.close();
    }
  }

  #forget(): void {
    this.#last = this.#running?.sink.state ?? this.#last;
    this.#served += this.#running?.snapshots.served ?? 0;
    if (this.#running !== null && this.#running.publisher.stored > this.#running.storedAtStart) this.#failures = 0;
    this.#running = null;
  }

  async #relay(connection: NatsConnection, signal: AbortSignal, breakOff: (cause: unknown) => void): Promise<void> {
    const { feed, city, clock, log } = this.#options;
    const { publisher, sink, state } = await this.#openStream(connection, breakOff);
    const snapshots = new SnapshotService({ connection, city, feed, sink, clock, log, signal });
    this.#running = { publisher, sink, snapshots, storedAtStart: publisher.stored };
    this.#state = 'running';
    this.#trouble = null;
    repeatUntil(signal, clock, this.#options.heartbeatMs ?? HEARTBEAT_MS, () => this.#beat(connection, sink));
    repeatUntil(signal, clock, MARK_EVERY_MS, () => this.#markAll(sink));
    log.info({ feed: state?.feed ?? null, position: state?.at.position ?? null, sequence: publisher.sent }, 'relay goes on');
    await feed.source.run(state?.at.position ?? null, sink, signal);
    // Asked to stop: what was handed over is still stored.
    if (this.#stopped.signal.aborted && !connection.isClosed()) await publisher.settle();
  }

  async #openStream(connection: NatsConnection, onFailed: (cause: unknown) => void): Promise<OpenStream> {
    const { feed, city, clock, limits, log } = this.#options;
    const manager = await jetstreamManager(connection, { checkAPI: false });
    const info = await ensureStreams(manager, limits);
    const found = await readFeedState(manager, info);
    // Indices of another city file mean other places.
    const state = found !== null && isFeedOf(found.feed, city.version) ? found : null;
    const publisher = new StreamPublisher(jetstream(connection), info.state.last_seq, onFailed);
    const sink = new RelaySink({
      publisher,
      splitter: this.#splitter,
      state,
      nameFeed: () => feedName(city.version),
      session: randomBytes(SESSION_BYTES).toString('hex'),
      orderOf: (position) => feed.orderOf(position),
      now: () => clock.now(),
      onReport: (report) => log.debug({ report }, 'source'),
    });
    return { publisher, sink, state };
  }

  #beat(connection: NatsConnection, { beat }: RelaySink): void {
    if (beat !== null && !connection.isClosed())
      connection.publish(HEARTBEAT_SUBJECT, encodeHeartbeat({ ...beat, sentAtMs: this.#options.clock.now() }));
  }

  async #markAll(sink: RelaySink): Promise<void> {
    try {
      for (const street of this.#splitter.streets) await sink.mark(street);
    } catch (error) {
      // The source meets the same failure with its next transaction, and the relay begins anew.
      this.#options.log.warn({ err: error }, 'streets not marked');
    }
  }
}
