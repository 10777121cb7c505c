import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { City } from '../../../shared/city/city.ts';
import { readAreaOf } from '../jetstream/read-area.ts';
import { NatsServers } from '../jetstream/testing/nats-servers.ts';
import { at, realCity } from '../sources/simulated-city/testing/city-run.ts';
import { PATIENCE_MS } from '../sources/simulated-city/testing/city-rows.ts';
import { digests, RelayedCity, TestStation } from './testing/relayed-city.ts';
import { isWithoutNats } from '../jetstream/testing/without-nats.ts';

const AREAS = ['320106001', '320106002', '320106', '320100'];
const MINUTE_MS = 60_000;

describe.skipIf(isWithoutNats)('a city relayed to stations', { timeout: PATIENCE_MS }, () => {
  let city: City;
  let servers: NatsServers;
  let relayed: RelayedCity;

  beforeAll(async () => {
    city = await realCity();
    servers = await NatsServers.start({ areas: AREAS.map((code) => readAreaOf(city, code)) });
    relayed = new RelayedCity({ city, servers, startAtMs: at('2026-11-23 08:00') });
    await relayed.startRelay();
  }, PATIENCE_MS);

  afterAll(async () => {
    await relayed.stopRelay();
    await servers.remove();
  });

  test('gives each station exactly the rows of its area, table by table', async () => {
    const stations = AREAS.map((code) => new TestStation(city, servers, code));
    await relayed.live(20 * MINUTE_MS, 4 * MINUTE_MS);
    for (const station of stations) await station.knows(relayed.clock.now());
    for (const station of stations) {
      expect(station.failures).toEqual([]);
      expect(station.sink.snapshots).toBe(1);
      expect(digests(station.sink)).toEqual(await relayed.expected(station.areaCode));
      await station.stop();
    }
  });
});
