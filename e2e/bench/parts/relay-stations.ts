// Stations behind a relay, many in one process: each with its own line and consumer, none with a database.
import { loadCity } from '../../../electron/backend/city/load-city.ts';
import { systemClock } from '../../../electron/backend/clock.ts';
import { parseNatsUrl } from '../../../electron/backend/jetstream/nats-url.ts';
import type { ChangeTransaction } from '../../../electron/backend/replication/change.ts';
import { createNatsSource } from '../../../electron/backend/sources/nats/nats-source.ts';
import { MemorySink } from '../../../electron/backend/testing/memory-sink.ts';
import { preciseNow } from './platform-writer.ts';
import { CITY_FOLDER } from './simulated-replica.ts';

export interface RelayStationsData {
  readonly url: string;
  readonly stations: readonly { readonly areaCode: string; readonly credentials: string }[];
}

export type FromRelayStations =
  | { readonly kind: 'filled' }
  | { readonly kind: 'seen'; readonly rows: number; readonly lagsMs: readonly number[]; readonly cpuMs: number };

/** Asks for what was seen since it was asked last. */
export interface ToRelayStations {
  readonly kind: 'tell' | 'stop';
}

const { url, stations } = JSON.parse(process.argv[2] ?? '') as RelayStationsData;
const city = await loadCity(CITY_FOLDER);
const stop = new AbortController();
let lagsMs: number[] = [];
let rows = 0;
let filled = 0;
let cpu = process.cpuUsage();

/** Keeps nothing of what comes. */
class LightSink extends MemorySink {
  override async snapshotChunk(): Promise<void> {}

  override async endSnapshot(): Promise<void> {
    filled += 1;
    if (filled === stations.length) process.send?.({ kind: 'filled' } satisfies FromRelayStations);
  }

  override async transaction({ position, committedAtMs, changes }: ChangeTransaction): Promise<void> {
    this.position = position;
    if (changes.length === 0) return;
    rows += changes.length;
    lagsMs.push(preciseNow() - committedAtMs);
  }
}

for (const { areaCode, credentials } of stations) {
  const source = createNatsSource({
    target: parseNatsUrl(url),
    areaCode,
    city,
    clock: systemClock,
    readCredentials: async () => credentials,
  });
  void source.run(null, new LightSink(), stop.signal);
}

process.on('message', ({ kind }: ToRelayStations) => {
  if (kind === 'stop') process.exit(0);
  const { user, system } = process.cpuUsage(cpu);
  cpu = process.cpuUsage();
  process.send?.({ kind: 'seen', rows, lagsMs, cpuMs: (user + system) / 1000 } satisfies FromRelayStations);
  lagsMs = [];
  rows = 0;
});
