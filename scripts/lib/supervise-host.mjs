import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { applicationEnvironment, applicationNode, builtFolder, root } from './places.mjs';
import { electronVariable } from './runtimes.mjs';
import { withoutCoreDumps } from './without-core-dumps.mjs';

const RESTART_LIMIT = 5;
const RESTART_WINDOW_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

/**
 * Runs the loopback host and starts it again when it ends unexpectedly, at the same port and with the same token, so that its windows
 * come back by themselves. `onListening` hears of the first start only. `ended` resolves with the exit status.
 */
export function superviseHost(values, say, onListening) {
  const crashes = [];
  let child = null;
  let listening = null;
  let isStopping = false;

  const start = (finish) => {
    const port = listening === null ? [] : ['--port', new URL(listening.origin).port];
    const environment = { ...electronVariable(), ...(listening === null ? {} : { COMMAND_CENTER_TOKEN: listening.token }) };
    let hasFailed = false;
    const host = [join(builtFolder, 'main', 'loopback.cjs'), ...values, ...port];
    child = spawn(...withoutCoreDumps(applicationNode(), host), {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: applicationEnvironment(environment),
    });
    child.on('message', (message) => {
      if (message.kind === 'failed') hasFailed = true;
      if (message.kind !== 'listening') return;
      const isFirst = listening === null;
      listening = message;
      if (isFirst) onListening(message);
    });
    child.once('exit', (status) => {
      const now = Date.now();
      crashes.push(now);
      const recent = crashes.filter((time) => now - time < RESTART_WINDOW_MS).length;
      if (isStopping) return finish(0);
      if (hasFailed || listening === null) return finish(status || 1);
      if (recent > RESTART_LIMIT) {
        say('givingUp');
        return finish(1);
      }
      say('restarting');
      setTimeout(() => start(finish), 250 * recent);
    });
  };

  const ended = new Promise((finish) => start(finish));
  return {
    ended,
    stop: () => {
      isStopping = true;
      if (child?.connected) child.send({ kind: 'stop' });
      setTimeout(() => child?.kill('SIGKILL'), STOP_LIMIT_MS).unref();
    },
  };
}
