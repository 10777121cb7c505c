import { whyNoNats } from '../../electron/backend/jetstream/testing/why-no-nats.ts';
import { killServer, runScenario } from '../../electron/backend/relay/testing/scenarios.ts';
import type { Scenario, ScenarioResult, ScenarioRun } from './scenario.ts';

async function killServers({ city, count, onDone }: ScenarioRun, servers: 1 | 3): Promise<ScenarioResult> {
  const { faults, exact, stations, extraSnapshots, complaints } = await runScenario(city, servers, count, killServer);
  onDone?.(faults);
  const isExact = exact === stations && complaints.length === 0;
  return {
    failures: isExact ? [] : [{ round: faults - 1, found: { exact, stations, complaints } }],
    // A server that comes back may not have the stream yet when it is asked: a copy too many costs time and no row.
    tally: { kills: faults, 'stations compared': stations, 'filled anew': extraSnapshots },
  };
}

const EXPECTED = ['kills', 'stations compared'];

export const natsServerKills: Scenario = {
  name: 'nats-server-kills',
  of: 'relay',
  what: 'SIGKILL of the only nats-server while the relay stores, started again on what it has; then three stations (street, district, city) compared with the simulated city',
  full: 200,
  cut: 3,
  expected: EXPECTED,
  missing: whyNoNats,
  run: (run) => killServers(run, 1),
};

export const natsClusterKills: Scenario = {
  name: 'nats-cluster-kills',
  of: 'relay',
  what: 'SIGKILL of one nats-server of three after the other while the relay stores; the two others have to carry on before it comes back; compared the same way',
  full: 60,
  cut: 2,
  expected: EXPECTED,
  missing: whyNoNats,
  run: (run) => killServers(run, 3),
};
