import type { City } from '../../shared/city/city.ts';
import { whyNoNats } from '../../electron/backend/jetstream/testing/why-no-nats.ts';
import { STREET_CODE } from '../../electron/hosts/platform/testing/test-platform.ts';
import { brokenBehindRelay, type RelayedPlace, withoutPositions } from './parts/broken-behind-relay.ts';
import { expectedOf, KilledStations, type Occasions } from './parts/killed-stations.ts';
import type { Scenario } from './scenario.ts';

const TASKS = 4000;

const OCCASIONS: Occasions = [
  ['applying', 5],
  ['copying', 4],
  ['indexing', 2],
  ['rebuilding', 2],
  ['a large transaction', 2],
  ['starting', 1],
];

async function open({ relayed, ...place }: RelayedPlace, city: City): Promise<KilledStations> {
  await relayed.startRelay();
  return new KilledStations({
    ...place,
    city,
    tasks: TASKS,
    occasions: OCCASIONS,
    source: await relayed.spec(STREET_CODE),
    tidy: withoutPositions,
  });
}

export const relayedStationKills: Scenario = {
  name: 'relayed-station-kills',
  of: 'relay',
  what: 'SIGKILL of a station’s process that reads NATS JetStream, while it copies, makes the copy’s indexes, exchanges it, applies or starts, and while somebody changes the platform; after each of them every table against PostgreSQL, every summary against a recount',
  full: 500,
  cut: OCCASIONS.length,
  expected: [...expectedOf(OCCASIONS), 'phase loading', 'phase indexing', 'phase live', 'copy left unfinished', 'commits meanwhile'],
  missing: whyNoNats,
  run: brokenBehindRelay({ tasks: TASKS, seedFactor: 1_100_009 }, open),
};
