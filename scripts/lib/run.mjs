import { spawn } from 'node:child_process';
import { applicationEnvironment, applicationNode, root } from './places.mjs';

/** Runs a program in the root and answers its exit status; 1 when a signal ended it or it could not start. */
export function run(program, values, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, values, {
      cwd: root,
      stdio: 'inherit',
      env: applicationEnvironment(options.env),
      shell: options.shell ?? false,
    });
    child.once('error', () => resolve(1));
    child.once('exit', (status) => resolve(status ?? 1));
  });
}

/** Runs a script under the application's Node. */
export function runNode(values, options = {}) {
  return run(applicationNode(), values, options);
}
