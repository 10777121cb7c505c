import { whyNoNats } from '../../electron/backend/jetstream/testing/why-no-nats.ts';
import { killRelays } from '../../electron/hosts/relay/testing/kill-scenarios.ts';
import { RelayedPlatform } from '../../electron/hosts/relay/testing/relayed-platform.ts';
import type { Scenario, ScenarioResult, ScenarioRun } from './scenario.ts';

const STREETS = ['320106002', '320106003'];

/** A PostgreSQL, a relay and a nats-server of its own; judged once, after the last kill: what an earlier one had broken would still be broken. */
async function run({ city, count, onDone }: ScenarioRun): Promise<ScenarioResult> {
  const relayed = await RelayedPlatform.start(city, STREETS);
  try {
    await relayed.startRelay();
    const { kills, commits, differences, hasRightSummaries } = await killRelays(relayed, STREETS, count);
    onDone?.(kills);
    const isExact = Object.keys(differences).length === 0 && hasRightSummaries;
    return {
      failures: isExact ? [] : [{ round: kills - 1, found: { differences, hasRightSummaries } }],
      tally: { kills, 'commits meanwhile': commits },
    };
  } finally {
    await relayed.remove();
  }
}

export const relayKills: Scenario = {
  name: 'relay-kills',
  of: 'relay',
  what: 'SIGKILL of the relay (`npm run relay`) while PostgreSQL is written; then a station behind NATS compared with PostgreSQL, tables and summaries',
  full: 300,
  cut: 3,
  expected: ['kills', 'commits meanwhile'],
  missing: whyNoNats,
  run,
};
