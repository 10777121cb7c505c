// The fault suite at its full counts; `npm run test:faults` starts it. Exits with 1 when anything was lost, doubled, invented or wrongly named.
import { parseArgs } from 'node:util';
import { testCity } from '../../electron/hosts/station/testing/test-station.ts';
import { recordResult } from './parts/reliability-table.ts';
import type { Scenario } from './scenario.ts';
import { SCENARIOS } from './scenarios.ts';

const SHOWN = 1500;

const { values, positionals } = parseArgs({
  options: {
    count: { type: 'string' },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: 'Infinity' },
    'dry-run': { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const seed = Number(values.seed);
/** After so long, what is under way ends with the round that it is at, and the table says how often was really tried. */
const mostMs = Number(values.minutes) * 60_000;
const chosen = SCENARIOS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const unknown = positionals.filter((name) => SCENARIOS.every((scenario) => scenario.name !== name));
if (unknown.length > 0 || !Number.isSafeInteger(seed) || !(mostMs > 0)) {
  process.stderr.write(`[NAME…] [--count N] [--seed N] [--minutes N] [--dry-run]; names: ${SCENARIOS.map(({ name }) => name).join(' ')}\n`);
  process.exit(2);
}

const city = await testCity();

/** Answers whether everything was as it is to be. */
async function tryOut(scenario: Scenario): Promise<boolean> {
  const missing = scenario.missing?.() ?? null;
  if (missing !== null) {
    process.stdout.write(`${scenario.name}: not tried: ${missing}\n`);
    return true;
  }
  const asked = values.count === undefined ? scenario.full : Number(values.count);
  const begunAtMs = performance.now();
  let count = 0;
  const onDone = (done: number): void => {
    count = Math.min(done, asked);
    if (done % 50 === 0) process.stdout.write(`${scenario.name}: ${done} of ${asked}\n`);
  };
  const isOver = (): boolean => performance.now() - begunAtMs > mostMs;
  const { failures, tally } = await scenario.run({ city, count: asked, seed, onDone, isOver });
  const absent = scenario.expected.filter((name) => (tally[name] ?? 0) === 0);
  const seconds = Math.round((performance.now() - begunAtMs) / 1000);
  process.stdout.write(`${scenario.name}: ${count} times, ${failures.length} failures, ${seconds} s, ${JSON.stringify(tally)}\n`);
  for (const failure of failures) process.stdout.write(`${JSON.stringify(failure).slice(0, SHOWN)}\n`);
  if (count >= scenario.full && absent.length > 0) process.stdout.write(`${scenario.name}: never came about: ${absent.join(', ')}\n`);
  if (!values['dry-run']) recordResult({ scenario, count, seed, seconds, failures: failures.length, tally });
  return failures.length === 0 && (count < scenario.full || absent.length === 0);
}

let isSound = true;
for (const scenario of chosen) isSound = (await tryOut(scenario)) && isSound;
process.exit(isSound ? 0 : 1);
