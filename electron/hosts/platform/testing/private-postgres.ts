import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../../../backend/testing/free-port.ts';
import { HostFailedError } from '../../../../shared/host/host-failure.ts';
import { PostgresServer, type PostgresServerOptions } from '../postgres-server.ts';
import { giveTo, serverAccount } from '../server-account.ts';
import { copyDataFolder, dataTemplate, newServerFolder } from './data-template.ts';
import { testedBinaries } from './postgres-programs.ts';

export interface PrivatePostgresOptions {
  /** Folder of `postgres` and `initdb`; those that tests run on when left out. */
  readonly binaries?: string;
  /** Over those of SETTINGS. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A server in a folder of its own, and the password of its superuser. */
export interface PrivatePostgres {
  readonly server: PostgresServer;
  readonly superuserPassword: string;
  /** Ends the server, whatever state it is in, and deletes its folder. */
  remove(): Promise<void>;
}

/** Small and quick. A killed server loses nothing without fsync as long as the machine itself runs on. */
const SETTINGS: Readonly<Record<string, string>> = {
  wal_level: 'logical',
  max_wal_senders: '40',
  max_replication_slots: '40',
  max_connections: '100',
  max_slot_wal_keep_size: '8GB',
  shared_buffers: '64MB',
  fsync: 'off',
  max_wal_size: '2GB',
};

/** Somebody else may take the port between our look and the server's start: then another one. */
async function startSomewhere(options: Omit<PostgresServerOptions, 'port'>): Promise<PostgresServer> {
  for (;;) {
    const server = new PostgresServer({ ...options, port: await freePort() });
    try {
      await server.start();
      return server;
    } catch (error) {
      if (!(error instanceof HostFailedError && error.code === 'port-taken')) throw error;
    }
  }
}

async function startIn(folder: string, superuserPassword: string, options: Omit<PostgresServerOptions, 'port' | 'dataFolder'>) {
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const settings = { ...SETTINGS, ...options.settings };
    const server = await startSomewhere({ ...options, settings, dataFolder: join(folder, 'data') });
    return {
      server,
      superuserPassword,
      remove: async () => {
        await server.stop('immediate');
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Starts a PostgreSQL that nobody else knows: its own folder, a free port on the loopback, logical decoding on. */
export async function startPrivatePostgres({ binaries, settings = {} }: PrivatePostgresOptions = {}): Promise<PrivatePostgres> {
  const account = serverAccount();
  const programs = binaries ?? testedBinaries(account);
  const template = await dataTemplate(programs, account);
  const folder = newServerFolder(account);
  copyDataFolder(account, template.dataFolder, join(folder, 'data'));
  return startIn(folder, template.superuserPassword, { binaries: programs, account, settings });
}

/** Starts a second server on a copy of the first one's data, as its standby; the first is stopped for the moment of the copy. */
export async function startStandbyOf(
  { server, superuserPassword }: PrivatePostgres,
  settings: Readonly<Record<string, string>>,
): Promise<PrivatePostgres> {
  const { account, binaries, dataFolder } = server.options;
  const folder = newServerFolder(account);
  await server.stop();
  copyDataFolder(account, dataFolder, join(folder, 'data'));
  await server.start();
  const signal = join(folder, 'data', 'standby.signal');
  writeFileSync(signal, '');
  giveTo(account, signal);
  return startIn(folder, superuserPassword, { account, binaries, settings: { ...server.options.settings, ...settings } });
}
