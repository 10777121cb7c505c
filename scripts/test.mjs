// npm test: installs, checks, tests and builds everything, runs the flows in both hosts, and ends with what failed and one line of counts.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { LINT_CHECKS, runChecks, TYPE_CHECKS } from './lib/checks.mjs';
import { add, checkCounts, countsLine, faultCutLine, playwrightCounts, vitestCounts } from './lib/counts.mjs';
import { runPlaywright } from './lib/end-to-end.mjs';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';
import { root } from './lib/places.mjs';
import { installPrograms, sayMissing } from './lib/programs.mjs';
import { runNode } from './lib/run.mjs';
import { playwrightTroubles, sayTroubles, vitestTroubles } from './lib/troubles.mjs';

const say = createSay('zh-CN');
const reports = join(root, 'test-results', 'reports');
const vitestReport = join(reports, 'vitest.json');
const playwrightReport = join(reports, 'playwright.json');

const failure = (name) => ({ isFailed: true, name, lines: [] });
const readReport = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null);

async function runChecked(checks) {
  const failed = await runChecks(checks);
  return { counts: checkCounts(checks, failed), troubles: failed.map(failure) };
}

async function runUnitTests() {
  const status = await runNode([
    join('node_modules', 'vitest', 'vitest.mjs'),
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
  ]);
  const report = readReport(vitestReport);
  return { counts: vitestCounts(report, status), troubles: vitestTroubles(report), line: faultCutLine(report) };
}

async function runFlows() {
  if (!(await build(say))) return { counts: { passed: 0, failed: 1, skipped: 0 }, troubles: [failure('build')] };
  // Playwright empties its own folder inside test-results, not this one.
  await runPlaywright(['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_NAME: playwrightReport });
  const report = readReport(playwrightReport);
  return { counts: playwrightCounts(report), troubles: playwrightTroubles(report) };
}

async function runEverything() {
  if (!(await install(say))) {
    say('setupFailed');
    return [{ counts: { passed: 0, failed: 1, skipped: 0 }, troubles: [failure('install')] }];
  }
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  // Checks compute; most unit tests wait for servers meanwhile.
  const sources = await Promise.all([runChecked([...LINT_CHECKS, ...TYPE_CHECKS]), runUnitTests()]);
  return [...sources, await runFlows()];
}

const absent = installPrograms();
const parts = await runEverything();
const counts = parts.map((part) => part.counts).reduce(add);
sayTroubles(parts.flatMap(({ troubles }) => troubles));
sayMissing(absent);
for (const { line } of parts) if (line) console.log(line);
console.log(countsLine(counts));
process.exitCode = counts.failed === 0 && counts.passed > 0 ? 0 : 1;
