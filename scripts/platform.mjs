// npm run platform -- --preset city --area 320106002: the city platform on a real PostgreSQL, written by the simulated city until Ctrl-C.
//   --data <folder>   --port 54320   --preset small|city|full   --seed <number>   --at 2026-11-23T16:30   --speed <times>   --area <code> …   --lang zh|en
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { install } from './lib/install.mjs';
import { createSay, languageOf } from './lib/messages.mjs';
import { applicationEnvironment, applicationNode, root } from './lib/places.mjs';

const values = process.argv.slice(2);
const say = createSay(languageOf(values[values.indexOf('--lang') + 1]));

/** Ctrl-C reaches the platform by itself; it stops in order, and this waits for it. */
function runPlatform() {
  const platform = spawn(applicationNode(), [join(root, 'electron', 'hosts', 'platform-command.ts'), ...values], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: applicationEnvironment(),
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => platform.kill('SIGTERM'));
  return new Promise((resolve) => {
    platform.once('error', () => resolve(1));
    platform.once('exit', (status) => resolve(status ?? 1));
  });
}

if (await install(say)) process.exitCode = await runPlatform();
else {
  say('setupFailed');
  process.exitCode = 1;
}
