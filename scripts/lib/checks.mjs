import { join } from 'node:path';
import { runNode } from './run.mjs';

const AREAS = [
  'shared',
  'electron/backend',
  'electron/hosts',
  'electron/main',
  'electron/preload',
  'renderer',
  'e2e',
  'e2e/bench/map/pages',
];
const module = (...parts) => join('node_modules', ...parts);

/** Everything that judges the sources without running them, one name each. */
export const LINT_CHECKS = [
  { name: 'oxlint', values: [module('oxlint', 'bin', 'oxlint'), '--type-aware', '--quiet', '.'] },
  { name: 'format', values: [module('@biomejs', 'biome', 'bin', 'biome'), 'format', '.'] },
  { name: 'unused', values: [module('knip', 'bin', 'knip.js'), '--no-progress'] },
];
export const TYPE_CHECKS = AREAS.map((area) => ({ name: `types of ${area}`, values: [module('typescript', 'bin', 'tsc'), '-p', area] }));

/** Runs checks one after the other and answers the names of those that failed. */
export async function runChecks(checks) {
  const failed = [];
  for (const { name, values } of checks) {
    const status = await runNode(values);
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    if (status !== 0) failed.push(name);
  }
  return failed;
}
