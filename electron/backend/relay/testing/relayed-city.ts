import { setImmediate as nextTurn } from 'node:timers/promises';
import { pino } from 'pino';
import type { City } from '../../../../shared/city/city.ts';
import { TABLE_NAMES, type TableName } from '../../../../shared/tables/index.ts';
import { type Clock, systemClock } from '../../clock.ts';
import { RELAY_NAME } from '../../jetstream/access.ts';
import { readAreaOf } from '../../jetstream/read-area.ts';
import { DEFAULT_LIMITS, type StreamLimits } from '../../jetstream/streams.ts';
import { defaultStationName } from '../../jetstream/subjects.ts';
import { troubleOf } from '../../jetstream/trouble.ts';
import type { NatsServers } from '../../jetstream/testing/nats-servers.ts';
import { ManualClock } from '../../manual-clock.ts';
import type { ChangeSource } from '../../replication/change.ts';
import { createNatsSource } from '../../sources/nats/nats-source.ts';
import { eventually } from '../../testing/eventually.ts';
import { MemorySink } from '../../testing/memory-sink.ts';
import { Relay } from '../relay.ts';
import type { RelayFeed } from '../relay-feed.ts';
import { createSimulatedFeed } from '../simulated-feed.ts';
import { isRelayed } from '../split-transaction.ts';

export const SILENT = pino({ level: 'silent' });

export interface RelayedCityOptions {
  readonly city: City;
  readonly servers: NatsServers;
  readonly startAtMs: number;
  readonly seed?: number;
  readonly limits?: Partial<StreamLimits>;
}

/** A simulated city whose clock stands in the test's hand, and a relay that puts it into real servers. */
export class RelayedCity {
  readonly clock: ManualClock;
  readonly feed: RelayFeed;
  readonly #options: RelayedCityOptions;
  #relay: Relay | null = null;

  constructor(options: RelayedCityOptions) {
    this.#options = options;
    this.clock = new ManualClock(options.startAtMs);
    this.feed = createSimulatedFeed({ city: options.city, preset: 'small', seed: options.seed ?? 7, clock: this.clock });
  }

  get relay(): Relay {
    if (this.#relay === null) throw new Error('no relay runs');
    return this.#relay;
  }

  /** Resolves when the relay has a history in the stream. */
  async startRelay(): Promise<void> {
    const { city, servers, limits } = this.#options;
    this.#relay = new Relay({
      feed: this.feed,
      city,
      nats: servers.settings(RELAY_NAME),
      limits: { ...DEFAULT_LIMITS, replicas: servers.servers.length, ...limits },
      clock: systemClock,
      log: SILENT,
      heartbeatMs: 100,
    });
    this.#relay.start();
    await this.settle();
  }

  async stopRelay(): Promise<void> {
    await this.#relay?.stop();
    this.#relay = null;
  }

  /** Lets the city live; resolves when the relay has taken it. */
  async live(durationMs: number, stepMs = 60_000): Promise<void> {
    for (let left = durationMs; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(stepMs, left));
      await this.settle();
    }
  }

  /** The source waits for the clock again, and everything is stored. */
  async settle(): Promise<void> {
    await eventually(
      'the relay has taken what there is',
      () => this.clock.pendingTimers > 0 && this.relay.status.knownToMs === this.clock.now(),
    );
  }

  /** What a replica of an area has to hold now, by table, read from the city itself. */
  async expected(areaCode: string): Promise<Record<string, string>> {
    const replica = new MemorySink();
    const { position } = this.relay.status;
    const published = { position, order: this.feed.orderOf(position), committedAtMs: 0 };
    await this.feed.snapshot(readAreaOf(this.#options.city, areaCode), published, replica, new AbortController().signal);
    return digests(replica);
  }
}

/** Of every table that a stream carries. */
export function digests(replica: MemorySink): Record<string, string> {
  return Object.fromEntries(TABLE_NAMES.filter(isRelayed).map((name: TableName) => [name, replica.digest(name)]));
}

export interface StationOptions {
  /** What it holds already. */
  readonly sink?: MemorySink;
  readonly clock?: Clock;
}

/** A station that keeps running: a run that fails is begun again from where the replica stands, as the application does. */
export class TestStation {
  readonly sink: MemorySink;
  readonly failures: unknown[] = [];
  readonly areaCode: string;
  readonly #source: ChangeSource;
  readonly #stopped = new AbortController();
  readonly #ended: Promise<void>;

  constructor(city: City, servers: NatsServers, areaCode: string, { sink = new MemorySink(), clock = systemClock }: StationOptions = {}) {
    this.sink = sink;
    this.areaCode = areaCode;
    const { target, readCredentials } = servers.settings(defaultStationName(areaCode));
    this.#source = createNatsSource({ target, areaCode, city, clock, readCredentials, idleNoticeMs: 500 });
    this.#ended = this.#runOn();
  }

  /** Everything that may be complained of: what is no broken line. */
  get complaints(): readonly string[] {
    return this.failures
      .map((error) => troubleOf(error))
      .filter(({ code }) => code !== 'source-unreachable' && code !== 'source-relay-silent')
      .map(({ code, details }) => `${code} ${JSON.stringify(details)}`);
  }

  /** Resolves when everything up to this moment is applied. */
  async knows(atMs: number): Promise<void> {
    await eventually(`${this.areaCode} knows everything`, () => this.sink.heartbeatAtMs >= atMs);
  }

  async stop(): Promise<MemorySink> {
    this.#stopped.abort();
    await this.#ended;
    return this.sink;
  }

  async #runOn(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      try {
        await this.#source.run(this.sink.position, this.sink, signal);
      } catch (error) {
        this.failures.push(error);
        await this.sink.rollBackOpen();
        await nextTurn();
      }
    }
  }
}
