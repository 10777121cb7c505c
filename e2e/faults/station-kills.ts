import { brokenOnPlatform } from './parts/broken-on-platform.ts';
import { expectedOf, KilledStations, type Occasions } from './parts/killed-stations.ts';
import type { Scenario } from './scenario.ts';

const TASKS = 2000;

const OCCASIONS: Occasions = [
  ['applying', 5],
  ['a large transaction', 2],
  ['rebuilding', 3],
  ['checkpointing', 2],
  ['starting', 1],
  ['a lost slot', 1],
  ['a deleted replica', 1],
];

export const stationKills: Scenario = {
  name: 'station-kills',
  of: 'station',
  what: 'SIGKILL of the station’s process while it applies, copies, rebuilds, empties its log or starts, and while somebody changes the platform; then every table against PostgreSQL, every summary against a recount',
  full: 1000,
  cut: 8,
  expected: [...expectedOf(OCCASIONS), 'log half copied', 'copy left unfinished', 'commits meanwhile'],
  run: brokenOnPlatform(
    { tasks: TASKS, seedFactor: 100_003 },
    (place, city) => new KilledStations({ ...place, city, tasks: TASKS, occasions: OCCASIONS }),
  ),
};
