import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { modulesFolder, root } from './places.mjs';
import { run } from './run.mjs';

const stampPath = join(modulesFolder, '.command-center-install');

function wantedStamp() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`;
}

/** Whether node_modules is complete and of this lockfile. The stamp is written last: an interrupted installation has none. */
function isInstalled() {
  return existsSync(stampPath) && readFileSync(stampPath, 'utf8') === wantedStamp();
}

export function stampInstallation() {
  writeFileSync(stampPath, wantedStamp());
}

/** Installs exactly what the lockfile says, unless that is there already. Answers whether it is there now. */
export async function install(say) {
  if (isInstalled()) return true;
  say('installing');
  rmSync(stampPath, { force: true });
  const status = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { shell: process.platform === 'win32' });
  if (status !== 0) return false;
  stampInstallation();
  return true;
}
