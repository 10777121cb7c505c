import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg, { type Client, type ClientConfig } from 'pg';
import { LOOPBACK, type PostgresServer, SUPERUSER } from '../postgres-server.ts';
import { addStation, loadSchema, nameCity, publishRelay, setPassword } from '../platform-schema.ts';
import { giveTo } from '../server-account.ts';
import type { Certificate } from './certificates.ts';
import { type PrivatePostgres, type PrivatePostgresOptions, startPrivatePostgres, startStandbyOf } from './private-postgres.ts';

export interface TestPlatformOptions extends PrivatePostgresOptions {
  /** Streets, districts or the city that get a station; the city 320100 and one street when left out. */
  readonly areas?: readonly string[];
  /** Of the city whose records this platform holds. */
  readonly cityVersion?: string;
  /** Holds the files of another version of the schema; those of this program when left out. */
  readonly schemaFolder?: string;
}

export type PlatformRole = 'postgres' | 'platform_writer' | 'platform_relay' | `station_${string}`;

const ROOT = join(import.meta.dirname, '..', '..', '..', '..');
export const SCHEMA_FOLDER = join(ROOT, 'resources', 'platform');
/** The files as they were for version 1, before tracks. */
export const SCHEMA_1_FOLDER = join(import.meta.dirname, 'schema-1');
export const CITY_CODE = '320100';
export const STREET_CODE = '320106002';
const DATABASE = 'city';
/** One that was a standby itself has the slot already: its data are a copy, slots included. */
const KEEP_FOR_STANDBY = `
  SELECT pg_create_physical_replication_slot('standby') WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'standby')`;

/** The city platform on a real PostgreSQL of its own, for one test file: schema, roles and stations are there, tables are empty. */
export class TestPlatform {
  readonly #postgres: PrivatePostgres;
  readonly #passwords: Map<string, string>;
  readonly #clients = new Set<Client>();

  private constructor(postgres: PrivatePostgres, passwords = new Map([[SUPERUSER, postgres.superuserPassword]])) {
    this.#postgres = postgres;
    this.#passwords = passwords;
  }

  static async start(options: TestPlatformOptions = {}): Promise<TestPlatform> {
    const platform = new TestPlatform(await startPrivatePostgres(options));
    try {
      await platform.#fill(options);
      return platform;
    } catch (error) {
      await platform.stop();
      throw error;
    }
  }

  /** Start, stop, restart and kill it as you like. */
  get server(): PostgresServer {
    return this.#postgres.server;
  }

  /** What the client library wants to know to come in as this role. */
  connectionOptions(role: PlatformRole): ClientConfig & { readonly password: string } {
    const password = this.#passwords.get(role);
    if (password === undefined) throw new Error(`no role ${role}`);
    return { host: LOOPBACK, port: this.server.options.port, user: role, password, database: DATABASE };
  }

  /** A connection that ends with the platform; that the server is gone under it breaks nothing but its next query. */
  async connect(role: PlatformRole = SUPERUSER, options: ClientConfig = {}): Promise<Client> {
    const client = new pg.Client({ ...this.connectionOptions(role), ...options });
    client.on('error', () => this.#clients.delete(client));
    await client.connect();
    this.#clients.add(client);
    return client;
  }

  /** Does something as this role on a connection of its own. */
  async as<Result>(role: PlatformRole, work: (client: Client) => Promise<Result>, options: ClientConfig = {}): Promise<Result> {
    const client = await this.connect(role, options);
    try {
      return await work(client);
    } finally {
      this.#clients.delete(client);
      await client.end();
    }
  }

  /** One more station; answers its role, which has a password from now on. */
  async addStation(areaCode: string): Promise<PlatformRole> {
    await this.as(SUPERUSER, async (client) => this.#setPassword(client, await addStation(client, areaCode)));
    return `station_${areaCode}`;
  }

  /** What a relay reads is published from now on. */
  async publishRelay(): Promise<void> {
    await this.as(SUPERUSER, publishRelay);
  }

  /** From now on new connections may be encrypted, with this certificate. May be called again with another one. */
  async useCertificate({ certificate, key }: Certificate): Promise<void> {
    const { dataFolder, account } = this.server.options;
    for (const [name, text] of [
      ['server.crt', certificate],
      ['server.key', key],
    ] as const) {
      const path = join(dataFolder, name);
      writeFileSync(path, text, { mode: 0o600 });
      giveTo(account, path);
    }
    await this.as(SUPERUSER, async (client) => {
      await client.query('ALTER SYSTEM SET ssl = on');
    });
    await this.server.restart();
  }

  /**
   * A second server that follows this one, which is stopped for the moment of the copy. `SELECT pg_promote()` makes it a primary; passwords are
   * the same.
   */
  async startStandby(settings: Readonly<Record<string, string>> = {}): Promise<TestPlatform> {
    const { server, superuserPassword } = this.#postgres;
    await this.as(SUPERUSER, (client) => client.query(KEEP_FOR_STANDBY));
    const standby = await startStandbyOf(this.#postgres, {
      primary_conninfo: `host=${LOOPBACK} port=${server.options.port} user=${SUPERUSER} password=${superuserPassword} dbname=${DATABASE}`,
      primary_slot_name: 'standby',
      hot_standby_feedback: 'on',
      ...settings,
    });
    return new TestPlatform(standby, new Map(this.#passwords));
  }

  /** Ends connections and server, whatever state they are in, and deletes everything. */
  async stop(): Promise<void> {
    await Promise.all([...this.#clients].map((client) => client.end().catch(() => undefined)));
    await this.#postgres.remove();
  }

  async #fill({
    areas = [CITY_CODE, STREET_CODE],
    cityVersion = 'test',
    schemaFolder = SCHEMA_FOLDER,
  }: TestPlatformOptions): Promise<void> {
    const first = await this.connect(SUPERUSER, { database: 'postgres' });
    await first.query(`CREATE DATABASE ${DATABASE}`);
    await this.as(SUPERUSER, async (client) => {
      await loadSchema(client, schemaFolder);
      await nameCity(client, { code: CITY_CODE, version: cityVersion });
      for (const role of ['platform_writer', 'platform_relay']) await this.#setPassword(client, role);
      for (const area of areas) await this.#setPassword(client, await addStation(client, area));
    });
  }

  async #setPassword(client: Client, role: string): Promise<void> {
    const password = randomBytes(18).toString('base64url');
    await setPassword(client, role, password);
    this.#passwords.set(role, password);
  }
}
