import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const modulesFolder = join(root, 'node_modules');
export const builtFolder = join(root, 'out');

/** The Node that the application needs: the one of its own dependencies, or this one where it is as new. */
export function applicationNode() {
  const own = join(modulesFolder, '.bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(own)) return own;
  const packaged = join(modulesFolder, `node-win-${process.arch}`, 'bin', 'node.exe');
  return existsSync(packaged) ? packaged : process.execPath;
}

/** This process's environment with the application's own tools and Node first. */
export function applicationEnvironment(extra = {}) {
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, PATH: `${join(modulesFolder, '.bin')}${separator}${process.env.PATH ?? ''}`, ...extra };
}
