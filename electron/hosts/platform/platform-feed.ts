import type { City } from '../../../shared/city/city.ts';
import type { Clock } from '../../backend/clock.ts';
import type { Change, RowSink } from '../../backend/replication/change.ts';
import { type CityIdentity, parseCursor } from '../../backend/sources/simulated-city/cursor.ts';
import type { PresetName } from '../../backend/sources/simulated-city/presets.ts';
import { createSimulatedCity } from '../../backend/sources/simulated-city/simulated-city.ts';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import { cityClock } from './city-clock.ts';
import { type PlatformServer, WRITER } from './platform-server.ts';
import { type FeedPosition, PlatformSink, readFeed } from './platform-sink.ts';
import { positionsApart } from './positions-apart.ts';

export interface PlatformFeedOptions {
  readonly server: PlatformServer;
  readonly city: City;
  readonly preset: PresetName;
  readonly seed: number;
  /** Where the city's clock starts; null for now, or for where the city was left if that is later. */
  readonly startAtMs: number | null;
  readonly speed: number;
  readonly onProgress: (progress: FeedProgress) => void;
  /** Says where workers are, in the place of PostgreSQL, which then holds no positions; null where PostgreSQL holds them. */
  readonly sayPositions: ((changes: readonly Change[]) => void) | null;
}

export type FeedProgress =
  | { readonly kind: 'filling' | 'filled'; readonly rows: number }
  /** From now on the city's records are those of its clock. */
  | { readonly kind: 'live' }
  | { readonly kind: 'interrupted' };

const FEED = 'simulated-city';
/** Looks at the clock this often, in real time. */
const TICK_MS = 250;
const RETRY_MS = 1000;

/** The simulated city writes into PostgreSQL: its history first, if it is not there, then what happens. */
export class PlatformFeed {
  readonly #options: PlatformFeedOptions;
  #clock: Clock | null = null;

  constructor(options: PlatformFeedOptions) {
    this.#options = options;
  }

  /** The city's time; the real one before it is known. */
  get nowMs(): number {
    return this.#clock?.now() ?? Date.now();
  }

  /** Runs until `signal` aborts; over a server that recovers from the death of one of its processes too. Rejects when the server has ended. */
  async run(signal: AbortSignal): Promise<void> {
    const { server, onProgress } = this.#options;
    while (!signal.aborted) {
      try {
        await this.#runOnce(signal);
      } catch (error) {
        if (signal.aborted) return;
        if (!server.postgres.isRunning) throw new HostFailedError('platform-ended', { log: server.postgres.logPath }, { cause: error });
        onProgress({ kind: 'interrupted' });
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #runOnce(signal: AbortSignal): Promise<void> {
    const { server, city, preset, seed, speed, sayPositions } = this.#options;
    const client = await server.connect(WRITER);
    try {
      const feed = await readFeed(client, FEED);
      this.#clock ??= cityClock(this.#startMs(feed), speed);
      const clock = this.#clock;
      const records = new PlatformSink({ client, city, feed: FEED, clock });
      if (sayPositions !== null) await records.forgetPositions();
      const sink = this.#watched(sayPositions === null ? records : positionsApart(records, sayPositions));
      const source = createSimulatedCity({ city, preset, seed, clock, tickMs: TICK_MS * speed });
      await source.run(feed?.position ?? null, sink, signal);
    } finally {
      await client.end();
    }
  }

  /** The city goes on where it was left, also when it had run ahead of the real time. */
  #startMs(feed: FeedPosition | null): number {
    const { startAtMs, preset, seed, city } = this.#options;
    const identity: CityIdentity = { preset, seed, cityVersion: city.version };
    const isSameCity = feed !== null && parseCursor(identity, feed.position) !== null;
    return startAtMs ?? Math.max(Date.now(), isSameCity ? feed.committedAtMs : 0);
  }

  #watched(sink: RowSink): RowSink {
    const { onProgress, server } = this.#options;
    let rows = 0;
    let isLive = false;
    return {
      beginSnapshot: (position) => sink.beginSnapshot(position),
      snapshotChunk: async (chunk) => {
        await sink.snapshotChunk(chunk);
        rows += chunk.rows.length;
        onProgress({ kind: 'filling', rows });
      },
      endSnapshot: async () => {
        await sink.endSnapshot();
        await server.asSuperuser((client) => client.query('ANALYZE'));
        onProgress({ kind: 'filled', rows });
      },
      transaction: (transaction) => sink.transaction(transaction),
      heartbeat: () => {
        if (!isLive) onProgress({ kind: 'live' });
        isLive = true;
      },
    };
  }
}
