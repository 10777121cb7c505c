import type { City } from '../../../../shared/city/city.ts';
import { readAreaOf } from '../../jetstream/read-area.ts';
import { NatsServers } from '../../jetstream/testing/nats-servers.ts';
import { at } from '../../sources/simulated-city/testing/city-run.ts';
import { digests, RelayedCity, TestStation } from './relayed-city.ts';

/** What a scenario found: each is compared table by table with the city itself. */
export interface ScenarioResult {
  /** Faults that were brought about. */
  readonly faults: number;
  /** Stations that hold exactly what they have to. */
  readonly exact: number;
  readonly stations: number;
  /** Snapshots beyond the first of each station. */
  readonly extraSnapshots: number;
  /** What stations complained of besides broken lines. */
  readonly complaints: readonly string[];
}

const AREAS = ['320106002', '320106', '320100'];
const START = at('2026-11-23 08:00');
const STEP_MS = 30_000;

/** Brings about one fault after another while the city lives on, then compares every station with the city. */
export interface Scenario {
  readonly city: City;
  readonly relayed: RelayedCity;
  readonly servers: NatsServers;
}

async function judge({ relayed }: Scenario, stations: readonly TestStation[], faults: number): Promise<ScenarioResult> {
  let exact = 0;
  for (const station of stations) {
    await station.knows(relayed.clock.now());
    const [found, expected] = [digests(station.sink), await relayed.expected(station.areaCode)];
    if (JSON.stringify(found) === JSON.stringify(expected)) exact += 1;
  }
  return {
    faults,
    exact,
    stations: stations.length,
    extraSnapshots: stations.reduce((sum, { sink }) => sum + sink.snapshots - 1, 0),
    complaints: stations.flatMap(({ complaints }) => complaints),
  };
}

/** Runs `count` times `fault`, each while the city lives, with servers and stations of their own. */
export async function runScenario(
  city: City,
  serverCount: 1 | 3,
  count: number,
  fault: (scenario: Scenario, round: number) => Promise<void>,
): Promise<ScenarioResult> {
  const servers = await NatsServers.start({ count: serverCount, areas: AREAS.map((code) => readAreaOf(city, code)) });
  const relayed = new RelayedCity({ city, servers, startAtMs: START });
  const scenario = { city, relayed, servers };
  const stations: TestStation[] = [];
  try {
    await relayed.startRelay();
    stations.push(...AREAS.map((code) => new TestStation(city, servers, code)));
    for (const station of stations) await station.knows(START);
    for (let round = 0; round < count; round += 1) {
      await fault(scenario, round);
      await relayed.live(STEP_MS * 2, STEP_MS);
    }
    return await judge(scenario, stations, count);
  } finally {
    await Promise.all(stations.map((station) => station.stop()));
    await relayed.stopRelay();
    await servers.remove();
  }
}

/** Kills one server after another, in the middle of what the relay stores, and starts it again on what it has. */
export async function killServer({ servers, relayed }: Scenario, round: number): Promise<void> {
  const server = servers.servers[round % servers.servers.length];
  if (server === undefined) return;
  relayed.clock.advance(STEP_MS);
  await server.kill();
  if (servers.servers.length > 1) {
    // A cluster of three goes on with two.
    relayed.clock.advance(STEP_MS);
    await relayed.settle();
  }
  await server.start();
}
