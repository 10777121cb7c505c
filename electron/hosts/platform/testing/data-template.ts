import { createHash, randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../../data-folder.ts';
import { versionOf } from '../postgres-binaries.ts';
import { PostgresServer } from '../postgres-server.ts';
import { giveTo, type ServerAccount } from '../server-account.ts';

/** Of this user: others’ folders are theirs to delete. */
const PREFIX = `scc-postgres-${userInfo().uid}-`;

/** Folders name the process that made them; one that was killed could not delete its own. */
function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}

/** An empty folder of this process that the account may write. */
export function newServerFolder(account: ServerAccount): string {
  sweepAbandoned();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  giveTo(account, folder);
  return folder;
}

function giveTree(account: ServerAccount, path: string): void {
  giveTo(account, path);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const child = join(path, entry.name);
    if (entry.isDirectory()) giveTree(account, child);
    else giveTo(account, child);
  }
}

/** Copies the data folder of a server that does not run. */
export function copyDataFolder(account: ServerAccount, from: string, to: string): void {
  mkdirSync(to, { mode: 0o700 });
  cpSync(from, to, { recursive: true });
  if (account.uid !== undefined) giveTree(account, to);
}

interface DataTemplate {
  readonly dataFolder: string;
  readonly superuserPassword: string;
}

async function makeTemplate(template: string, binaries: string, account: ServerAccount): Promise<void> {
  const folder = newServerFolder(account);
  const password = randomBytes(18).toString('base64url');
  await new PostgresServer({ binaries, account, dataFolder: join(folder, 'data'), port: 0, settings: {} }).initialize(password);
  writeFileSync(join(folder, 'password'), password, { mode: 0o600 });
  try {
    renameSync(folder, template);
  } catch {
    // A test beside this one was quicker: its template is as good.
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A data folder as initdb makes it, made once a machine and version, to be copied for every server: milliseconds instead of seconds. */
export async function dataTemplate(binaries: string, account: ServerAccount): Promise<DataTemplate> {
  const id = createHash('sha256')
    .update(versionOf(binaries, account) ?? binaries)
    .digest('hex')
    .slice(0, 12);
  const template = join(tmpdir(), `${PREFIX}template-${id}`);
  if (!existsSync(template)) await makeTemplate(template, binaries, account);
  return { dataFolder: join(template, 'data'), superuserPassword: readFileSync(join(template, 'password'), 'utf8') };
}
