import { badRows } from './bad-rows.ts';
import { damage } from './damage.ts';
import { diskFull } from './disk-full.ts';
import { histories } from './histories.ts';
import { ioErrors } from './io-errors.ts';
import { partitions } from './partitions.ts';
import type { Scenario } from './scenario.ts';
import { serverKills } from './server-kills.ts';
import { stationKills } from './station-kills.ts';

/** Everything that `npm run test:faults` tries, in this order. */
export const SCENARIOS: readonly Scenario[] = [stationKills, serverKills, partitions, badRows, diskFull, damage, ioErrors, histories];
