// npm test: installs, checks, tests and builds everything, runs the flows in both hosts, and ends with one line of counts.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { LINT_CHECKS, runChecks, TYPE_CHECKS } from './lib/checks.mjs';
import { add, checkCounts, countsLine, playwrightCounts, vitestCounts } from './lib/counts.mjs';
import { runPlaywright } from './lib/end-to-end.mjs';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';
import { root } from './lib/places.mjs';
import { runNode } from './lib/run.mjs';

const say = createSay('zh-CN');
const reports = join(root, 'test-results', 'reports');
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

async function runChecked(checks) {
  return checkCounts(checks, await runChecks(checks));
}

async function runUnitTests() {
  await runNode([
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ]);
  return vitestCounts(vitestReport);
}

async function runFlows() {
  if (!(await build(say))) return { passed: 0, failed: 1, skipped: 0 };
  // Playwright empties its own folder inside test-results, not this one.
  await runPlaywright(['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport });
  return playwrightCounts(playwrightReport);
}

async function main() {
  if (!(await install(say))) {
    say('setupFailed');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  // Checks compute; most unit tests wait for servers meanwhile.
  const [checked, tested] = await Promise.all([runChecked([...LINT_CHECKS, ...TYPE_CHECKS]), runUnitTests()]);
  return add(add(checked, tested), await runFlows());
}

const counts = await main();
console.log(countsLine(counts));
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
