import { badRows } from './bad-rows.ts';
import { damage } from './damage.ts';
import { daysOffline, daysOfflineCity } from './days-offline.ts';
import { diskFull } from './disk-full.ts';
import { failovers } from './failovers.ts';
import { halfHourFull } from './half-hour-full.ts';
import { histories } from './histories.ts';
import { ioErrors } from './io-errors.ts';
import { largeTransactions } from './large-transactions.ts';
import { natsClusterKills, natsServerKills } from './nats-kills.ts';
import { partitions } from './partitions.ts';
import { relayKills } from './relay-kills.ts';
import { relayedStationKills } from './relayed-station-kills.ts';
import { replicaKills } from './replica-kills.ts';
import type { Scenario } from './scenario.ts';
import { schemaAlarms } from './schema-alarms.ts';
import { serverKills } from './server-kills.ts';
import { stationKills } from './station-kills.ts';

/** Everything that `npm run test:faults` tries, in this order. */
export const SCENARIOS: readonly Scenario[] = [
  stationKills,
  replicaKills,
  serverKills,
  failovers,
  partitions,
  schemaAlarms,
  largeTransactions,
  daysOffline,
  daysOfflineCity,
  badRows,
  diskFull,
  halfHourFull,
  damage,
  ioErrors,
  histories,
  relayKills,
  relayedStationKills,
  natsServerKills,
  natsClusterKills,
];
