import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDisplay } from './display.mjs';
import { modulesFolder } from './places.mjs';
import { runNode } from './run.mjs';
import { chromiumSwitches, findBrowser, findElectron } from './runtimes.mjs';

/** What e2e and bench need to know of this machine; empty values mean "not here", and say so in the tests that need them. */
function machineEnvironment() {
  return {
    COMMAND_CENTER_ELECTRON: findElectron() ?? '',
    COMMAND_CENTER_BROWSER: findBrowser()?.path ?? '',
    COMMAND_CENTER_SWITCHES: chromiumSwitches().join(' '),
  };
}

/**
 * Runs `values` under the application's Node with a display, a browser and an Electron as far as this machine has them, and with key files in a
 * folder of their own: the user's own keys are not touched.
 */
export async function runWithWindows(values, extra = {}) {
  const display = await openDisplay();
  const keys = mkdtempSync(join(tmpdir(), 'scc-keys-'));
  try {
    return await runNode(values, { env: { ...machineEnvironment(), COMMAND_CENTER_KEYS: keys, ...display.environment, ...extra } });
  } finally {
    display.stop();
    rmSync(keys, { recursive: true, force: true });
  }
}

/** Applications that flows start find what Node compiled for the first; those that a bench measures compile as they always did. */
export function runPlaywright(values, extra = {}) {
  const compiled = { NODE_COMPILE_CACHE: join(modulesFolder, '.cache', 'compiled') };
  return runWithWindows([join('node_modules', '@playwright', 'test', 'cli.js'), 'test', ...values], { ...compiled, ...extra });
}
