import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtFolder, root } from './places.mjs';
import { runNode } from './run.mjs';

const stampPath = join(builtFolder, '.command-center-build');
const SOURCES = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package-lock.json', 'tsconfig.json'];

function* filesUnder(path) {
  if (!statSync(path).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(path).sort())
    if (!name.endsWith('.test.ts') && !name.endsWith('.test.tsx')) yield* filesUnder(join(path, name));
}

/** Digest over names, sizes and times of everything that the build reads. */
function sourcesDigest() {
  const digest = createHash('sha256');
  for (const source of SOURCES) {
    for (const path of filesUnder(join(root, source))) {
      const { size, mtimeMs } = statSync(path);
      digest.update(`${path} ${size} ${mtimeMs}\n`);
    }
  }
  return digest.digest('hex');
}

/** Builds out/ unless it is of these sources already. Answers whether it is now. */
export async function build(say) {
  const digest = sourcesDigest();
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === digest) return true;
  say('building');
  rmSync(stampPath, { force: true });
  const status = await runNode([join('node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn']);
  if (status !== 0) return false;
  mkdirSync(builtFolder, { recursive: true });
  writeFileSync(stampPath, digest);
  return true;
}
