// npm run bench: speed, size and CPU against their targets; figures go to test-results/bench.json and docs/benchmarks.md.
//   npm run bench -- apply idle --minutes 60     only those whose name holds one of the words; options go to the programs
//   npm run bench -- apply --dry-run             leaves docs/benchmarks.md alone
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { runWithWindows } from './lib/end-to-end.mjs';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';
import { installPrograms } from './lib/programs.mjs';

const say = createSay('zh-CN');
// Before the build, which is a load of our own.
const [load] = loadavg();

installPrograms(['nats-server', 'chromium', 'xvfb', 'fonts-noto-cjk']);
if ((await install(say)) && (await build(say))) {
  const benches = join('e2e', 'bench', 'benches.ts');
  process.exitCode = await runWithWindows([benches, ...process.argv.slice(2)], { COMMAND_CENTER_BENCH_LOAD: String(load) });
} else {
  say('setupFailed');
  process.exitCode = 1;
}
