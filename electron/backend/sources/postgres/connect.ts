import { readFile } from 'node:fs/promises';
import type { ConnectionOptions } from 'node:tls';
import { Client, type ClientConfig } from 'pg';
import { asFault } from './classify-error.ts';
import { formatAddress, type ServerAddress } from '../server-address.ts';
import { tlsModeFor, type PostgresTarget } from './connection-url.ts';
import { SourceFailedError } from '../../replication/change.ts';

export interface ConnectionSettings {
  readonly target: PostgresTarget;
  /** Asked for each connection, so that a changed password is taken up; '' for none. */
  readonly readPassword: () => Promise<string>;
  /** Names this station in the server's views. */
  readonly applicationName: string;
  readonly connectTimeoutMs: number;
  /** A plain query that takes longer has lost its line. */
  readonly queryTimeoutMs: number;
}

/** `sql` for queries, `copy` for a long COPY, `replication` for a connection that speaks to a walsender. */
export type ConnectionPurpose = 'sql' | 'copy' | 'replication';

/** Driver options that its types do not know. */
type FullConfig = ClientConfig & { readonly replication?: 'database' };

/** What a query may say of itself and the driver's types leave out, in milliseconds. */
export interface QueryTimeout {
  readonly query_timeout: number;
}

const SESSION = {
  // Whatever a server's administrator set for sessions of people: a copy takes minutes, and a line stands idle meanwhile.
  statement_timeout: 0,
  lock_timeout: 0,
  idle_in_transaction_session_timeout: 0,
  idle_session_timeout: 0,
  // A station that vanishes in the middle of a copy leaves a transaction with its locks: by the system's own times for two hours. In seconds.
  tcp_keepalives_idle: 20,
  tcp_keepalives_interval: 10,
  tcp_keepalives_count: 4,
} as const;
const SESSION_OPTIONS = Object.entries(SESSION)
  .map(([name, value]) => `-c ${name}=${value}`)
  .join(' ');

/** TCP's own look whether the other side is still there. */
const KEEP_ALIVE_AFTER_MS = 10_000;

async function readPem(path: string | null): Promise<string | undefined> {
  if (path === null || path === 'system') return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new SourceFailedError('source-tls-failed', { reason: 'unreadable', path }, { cause: error });
  }
}

/** As libpq reads its modes: `require` encrypts, `verify-ca` knows the authority, `verify-full` the server's name too. */
async function tlsOptions(target: PostgresTarget, address: ServerAddress): Promise<ConnectionOptions | false> {
  const mode = tlsModeFor(target, address);
  if (mode === 'disable') return false;
  const [ca, cert, key] = await Promise.all([target.rootCertificatePath, target.certificatePath, target.keyPath].map(readPem));
  return {
    rejectUnauthorized: mode !== 'require' || ca !== undefined,
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
    ...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  };
}

async function configFor(settings: ConnectionSettings, address: ServerAddress, purpose: ConnectionPurpose): Promise<FullConfig> {
  const { target, applicationName, connectTimeoutMs, queryTimeoutMs } = settings;
  return {
    host: address.host,
    port: address.port,
    user: target.user,
    database: target.database,
    // A function, so that neither PGPASSWORD nor a password file is looked at.
    password: settings.readPassword,
    ssl: await tlsOptions(target, address),
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    client_encoding: 'UTF8',
    options: SESSION_OPTIONS,
    ...(purpose === 'sql' ? { query_timeout: queryTimeoutMs } : {}),
    ...(purpose === 'replication' ? { replication: 'database' as const } : {}),
  };
}

/**
 * A connection to this address.
 * @throws SourceFailedError that names the address
 */
export async function connect(settings: ConnectionSettings, address: ServerAddress, purpose: ConnectionPurpose): Promise<Client> {
  const client = new Client(await configFor(settings, address, purpose));
  // Whoever waits for an answer hears of a broken line there; without a listener it would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.connection.stream.destroy();
    throw asFault(error, { address: formatAddress(address) });
  }
}

/** Ends a connection now, whatever it is doing: a server that is gone cannot be taken leave of. */
export function disconnect(client: Client): void {
  client.end().catch(() => undefined);
  client.connection.stream.destroy();
}
