import { spawn } from 'node:child_process';
import { hasDisplay } from './runtimes.mjs';

const SCREEN = '1920x1080x24';
const START_LIMIT_MS = 10_000;

/**
 * A display for tests: the one that is there, or a virtual one of our own. Answers `{ environment, stop }`; the environment is empty where
 * neither can be had.
 */
export function openDisplay() {
  if (hasDisplay()) return Promise.resolve({ environment: {}, stop: () => undefined });
  return new Promise((resolve) => {
    const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    });
    const stop = () => server.kill('SIGTERM');
    const timer = setTimeout(stop, START_LIMIT_MS);
    const settle = (environment) => {
      clearTimeout(timer);
      resolve({ environment, stop });
    };
    server.once('error', () => settle({}));
    server.once('exit', () => settle({}));
    server.stdio[3].once('data', (number) => settle({ DISPLAY: `:${String(number).trim()}` }));
  });
}
