import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import pg, { type Client } from 'pg';
import { HostFailedError } from '../../../shared/host/host-failure.ts';
import type { City } from '../../../shared/city/city.ts';
import { addStation, loadSchema, nameCity, publishRelay, setPassword } from './platform-schema.ts';
import { PlatformSecrets } from './platform-secrets.ts';
import { embeddedBinaries } from './postgres-binaries.ts';
import { LOOPBACK, PostgresServer, SUPERUSER } from './postgres-server.ts';
import { type ServerAccount, serverAccount } from './server-account.ts';

export const DATABASE = 'city';
export const WRITER = 'platform_writer';

/** For a whole city and a hundred stations on an ordinary machine. */
const SETTINGS: Readonly<Record<string, string>> = {
  wal_level: 'logical',
  max_wal_senders: '110',
  max_replication_slots: '110',
  max_connections: '300',
  max_slot_wal_keep_size: '8GB',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

interface PlatformServerOptions {
  readonly dataFolder: string;
  readonly port: number;
  readonly schemaFolder: string;
}

/** Run by root, PostgreSQL is somebody else, who has to get to its folder. */
function assertReachable(account: ServerAccount, dataFolder: string): void {
  if (account.uid === undefined) return;
  chmodSync(dataFolder, 0o711);
  if (spawnSync('/usr/bin/env', ['test', '-x', dataFolder], { ...account, cwd: '/' }).status !== 0)
    throw new HostFailedError('platform-folder-closed', { path: dataFolder });
}

/** The city platform's PostgreSQL in a folder that is kept from run to run, with schema and roles. */
export class PlatformServer {
  readonly postgres: PostgresServer;
  readonly secrets: PlatformSecrets;
  readonly #schemaFolder: string;

  /** @throws HostFailedError `postgres-missing`, `postgres-account-missing`, `platform-folder-closed`, `platform-secrets-missing` */
  constructor({ dataFolder, port, schemaFolder }: PlatformServerOptions) {
    const account = serverAccount();
    assertReachable(account, dataFolder);
    this.postgres = new PostgresServer({
      binaries: embeddedBinaries(account),
      account,
      dataFolder: join(dataFolder, 'postgres'),
      port,
      settings: SETTINGS,
    });
    this.secrets = PlatformSecrets.open(dataFolder, this.postgres.hasData);
    this.#schemaFolder = schemaFolder;
  }

  /** Starts PostgreSQL and brings schema, roles and the city's name up to date. @throws HostFailedError */
  async start(city: City): Promise<void> {
    if (!this.postgres.hasData) await this.postgres.initialize(this.secrets.passwordOf(SUPERUSER));
    await this.postgres.start();
    await this.#makeDatabase();
    await this.asSuperuser(async (client) => {
      await loadSchema(client, this.#schemaFolder);
      await nameCity(client, city);
      await setPassword(client, WRITER, this.secrets.passwordOf(WRITER));
    });
  }

  /** Makes or repairs the station of an area; answers its role. @throws HostFailedError `unknown-area` */
  async addStation(areaCode: string): Promise<string> {
    return this.asSuperuser(async (client) => {
      const role = await addStation(client, areaCode);
      await setPassword(client, role, this.secrets.passwordOf(role));
      return role;
    });
  }

  /** Publishes for the relay what it hands on; answers the password of its role. */
  async addRelay(role: string): Promise<string> {
    return this.asSuperuser(async (client) => {
      await publishRelay(client);
      await setPassword(client, role, this.secrets.passwordOf(role));
      return this.secrets.passwordOf(role);
    });
  }

  async connect(role: string, database = DATABASE): Promise<Client> {
    const password = this.secrets.passwordOf(role);
    const client = new pg.Client({ host: LOOPBACK, port: this.postgres.options.port, user: role, password, database });
    // Whoever waits for an answer is told; without a listener the process would end.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  async asSuperuser<Result>(work: (client: Client) => Promise<Result>, database = DATABASE): Promise<Result> {
    const client = await this.connect(SUPERUSER, database);
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async #makeDatabase(): Promise<void> {
    await this.asSuperuser(async (client) => {
      const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [DATABASE]);
      if (rowCount === 0) await client.query(`CREATE DATABASE ${DATABASE}`);
    }, 'postgres');
  }
}
