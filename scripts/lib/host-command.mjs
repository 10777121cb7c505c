import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { install } from './install.mjs';
import { createSay, languageOf } from './messages.mjs';
import { applicationEnvironment, applicationNode, root } from './places.mjs';

/** Ctrl-C reaches the command by itself; it stops in order, and this waits for it. */
function runToEnd(file, values) {
  const command = spawn(applicationNode(), [join(root, 'electron', 'hosts', file), ...values], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: applicationEnvironment(),
  });
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => command.kill('SIGTERM'));
  return new Promise((resolve) => {
    command.once('error', () => resolve(1));
    command.once('exit', (status) => resolve(status ?? 1));
  });
}

/** Installs what is missing, then runs a command of electron/hosts with this command line until it ends. Answers the exit status. */
export async function runHostCommand(file) {
  const values = process.argv.slice(2);
  const say = createSay(languageOf(values[values.indexOf('--lang') + 1]));
  if (await install(say)) return runToEnd(file, values);
  say('setupFailed');
  return 1;
}
