import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedBinaries, reachableBinaries, versionOf } from '../postgres-binaries.ts';
import { serverAccount, type ServerAccount } from '../server-account.ts';

/** Names a folder of `postgres` and `initdb` that all tests run on instead of the embedded PostgreSQL: `npm run test:versions`. */
const PROGRAMS_VARIABLE = 'COMMAND_CENTER_POSTGRES';
/** Where Debian keeps each version; others are looked for nowhere else. */
const SYSTEM_FOLDERS = [15, 16, 17, 18].map((version) => `/usr/lib/postgresql/${version}/bin`);

interface PostgresPrograms {
  /** What it says of its version. */
  readonly name: string;
  readonly binaries: string;
}

/** The PostgreSQL that tests run on. */
export function testedBinaries(account: ServerAccount): string {
  const asked = process.env[PROGRAMS_VARIABLE] ?? '';
  return asked === '' ? embeddedBinaries(account) : reachableBinaries(asked, account);
}

/** The PostgreSQL that tests run on and, unless one was asked for, every version from 15 to 18 that this machine has besides. */
export function postgresPrograms(): readonly PostgresPrograms[] {
  const account = serverAccount();
  const isAskedFor = (process.env[PROGRAMS_VARIABLE] ?? '') !== '';
  const others = isAskedFor ? [] : SYSTEM_FOLDERS.filter((binaries) => existsSync(join(binaries, 'initdb')));
  return [testedBinaries(account), ...others].map((binaries) => ({
    name: versionOf(binaries, account)?.replace('postgres (PostgreSQL) ', '') ?? binaries,
    binaries,
  }));
}
