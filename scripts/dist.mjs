// npm run dist: packages for this system (deb and AppImage, NSIS, or dmg), or, with --dir, an unpacked application.
// Where Electron's release host cannot be reached, an unpacked application is made around the runtime that is there.
import { join } from 'node:path';
import { build } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { createSay } from './lib/messages.mjs';
import { modulesFolder } from './lib/places.mjs';
import { runNode } from './lib/run.mjs';
import { findOrFetchElectron, isOwnElectron, runtimeFolder } from './lib/runtimes.mjs';

const say = createSay('zh-CN');

function builderValues(electron) {
  const isUnpacked = process.argv.includes('--dir') || !isOwnElectron(electron);
  // A borrowed runtime is an older one: the backend then runs under the Node that is packed beside it.
  const borrowed = isOwnElectron(electron) ? [] : [`--config.electronDist=${runtimeFolder(electron)}`];
  return [join(modulesFolder, 'electron-builder', 'cli.js'), ...(isUnpacked ? ['--dir'] : []), ...borrowed, '--publish', 'never'];
}

async function main() {
  if (!((await install(say)) && (await build(say)))) return say('setupFailed') ?? 1;
  const electron = findOrFetchElectron();
  if (electron === null) return say('distributionSkipped') ?? 1;
  return runNode(builderValues(electron));
}

process.exitCode = await main();
