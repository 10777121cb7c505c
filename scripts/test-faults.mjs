// npm run test:faults: real servers and stations through every fault at full counts; results go to docs/reliability.md. Takes hours.
//   npm run test:faults -- station-kills partitions --count 50 --seed 3     some of them, less often, at other moments
//   npm run test:faults -- histories --minutes 30                           no longer than that; the table says how often was tried
//   npm run test:faults -- --dry-run                                        leaves docs/reliability.md alone
import { join } from 'node:path';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';
import { root } from './lib/places.mjs';
import { installPrograms } from './lib/programs.mjs';
import { runNode } from './lib/run.mjs';

const say = createSay('zh-CN');
installPrograms(['nats-server', 'strace']);
if (await install(say)) process.exitCode = await runNode([join(root, 'e2e', 'faults', 'faults.ts'), ...process.argv.slice(2)]);
else {
  say('setupFailed');
  process.exitCode = 1;
}
