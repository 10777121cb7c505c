import { killRepeatedly } from '../../electron/backend/replication/testing/killed-replica.ts';
import type { Failure, Scenario, ScenarioResult, ScenarioRun } from './scenario.ts';

async function run({ count, onDone, isOver }: ScenarioRun): Promise<ScenarioResult> {
  let kills = 0;
  const onKilled = (): void => {
    kills += 1;
    onDone?.(kills);
  };
  const failures: Failure[] = [];
  const commits = await killRepeatedly(count, isOver, onKilled).catch((error: unknown) => {
    failures.push({ round: kills, found: { thrown: error instanceof Error ? error.stack : error } });
    return 0;
  });
  return { failures, tally: { kills, 'transactions reported': commits } };
}

export const replicaKills: Scenario = {
  name: 'replica-kills',
  of: 'station',
  what: 'SIGKILL of a program that applies, copies, exchanges the file and empties its log without a pause, after every number of commits; then rows, cursor and summaries against what was sent, and SQLite’s own check of the file',
  full: 500,
  // electron/backend/replication/kill.test.ts kills it 92 times.
  cut: 0,
  expected: ['kills', 'transactions reported'],
  run,
};
