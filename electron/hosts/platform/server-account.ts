import { execFileSync } from 'node:child_process';
import { chownSync } from 'node:fs';
import { userInfo } from 'node:os';
import { HostFailedError } from '../../../shared/host/host-failure.ts';

/** Whom PostgreSQL runs as. Empty for an ordinary user, who runs it as himself; root must not run it at all. */
export interface ServerAccount {
  readonly uid?: number;
  readonly gid?: number;
}

const ACCOUNT_NAME = 'postgres';

function idOf(option: '-u' | '-g'): number | null {
  try {
    return Number(execFileSync('id', [option, ACCOUNT_NAME], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  } catch {
    return null;
  }
}

function createAccount(): void {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', ACCOUNT_NAME], {
      stdio: 'ignore',
    });
  } catch {
    // Another process may have made it at the same moment: whether it is there is looked up next.
  }
}

/**
 * The account of PostgreSQL; as root the system's `postgres`, made when there is none.
 * @throws HostFailedError `postgres-account-missing`
 */
export function serverAccount(): ServerAccount {
  if (userInfo().uid !== 0) return {};
  if (idOf('-u') === null) createAccount();
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  if (uid === null || gid === null) throw new HostFailedError('postgres-account-missing', { account: ACCOUNT_NAME });
  return { uid, gid };
}

/** Gives a file or folder to the account. */
export function giveTo({ uid, gid }: ServerAccount, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}
