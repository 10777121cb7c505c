import { badRows } from './bad-rows.ts';
import { damage } from './damage.ts';
import { diskFull } from './disk-full.ts';
import { histories } from './histories.ts';
import { ioErrors } from './io-errors.ts';
import { natsClusterKills, natsServerKills } from './nats-kills.ts';
import { partitions } from './partitions.ts';
import { relayedStationKills, relayKills } from './relay-kills.ts';
import type { Scenario } from './scenario.ts';
import { serverKills } from './server-kills.ts';
import { stationKills } from './station-kills.ts';

/** Everything that `npm run test:faults` tries, in this order. */
export const SCENARIOS: readonly Scenario[] = [
  stationKills,
  serverKills,
  partitions,
  badRows,
  diskFull,
  damage,
  ioErrors,
  histories,
  relayKills,
  relayedStationKills,
  natsServerKills,
  natsClusterKills,
];
