import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedBinaries } from '../postgres-binaries.ts';
import { serverAccount } from '../server-account.ts';

/** Where Debian keeps each version; others are looked for nowhere else. */
const SYSTEM_FOLDERS = [15, 16, 17, 18].map((version) => ({ version, binaries: `/usr/lib/postgresql/${version}/bin` }));

export interface PostgresPrograms {
  readonly name: string;
  readonly binaries: string;
}

/** The embedded PostgreSQL, and every version from 15 to 18 that this machine has besides. */
export function postgresPrograms(): readonly PostgresPrograms[] {
  return [
    { name: 'embedded', binaries: embeddedBinaries(serverAccount()) },
    ...SYSTEM_FOLDERS.filter(({ binaries }) => existsSync(join(binaries, 'initdb'))).map(({ version, binaries }) => ({
      name: `system ${version}`,
      binaries,
    })),
  ];
}
