import { isIP } from 'node:net';

export interface PostgresAddress {
  /** A name or an IP address, without brackets. */
  readonly host: string;
  readonly port: number;
}

/** libpq's modes that say what they do; `allow` and `prefer` fall back to plain text by themselves and are refused. */
const TLS_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const;
export type TlsMode = (typeof TLS_MODES)[number];

/** A PostgreSQL as its URL names it; never holds a password. */
export interface PostgresTarget {
  /** Tried in this order. */
  readonly addresses: readonly PostgresAddress[];
  readonly user: string;
  readonly database: string;
  /** Null: `verify-full`, and `disable` on addresses of this machine. */
  readonly tlsMode: TlsMode | null;
  /** PEM file of the authorities that are trusted; null: those that Node trusts. */
  readonly rootCertificatePath: string | null;
  /** PEM files of this client's own certificate and key. */
  readonly certificatePath: string | null;
  readonly keyPath: string | null;
}

export type ConnectionUrlFault = 'not-postgres' | 'password' | 'host' | 'port' | 'user' | 'database' | 'parameter';

/** What is wrong with a connection URL. `value` is the offending part and never a secret. */
export class ConnectionUrlError extends Error {
  override readonly name = 'ConnectionUrlError';
  readonly fault: ConnectionUrlFault;
  readonly value: string;

  constructor(fault: ConnectionUrlFault, value: string) {
    super(`connection URL: ${fault}`);
    this.fault = fault;
    this.value = value;
  }
}

const DEFAULT_PORT = 5432;
const PARAMETERS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'] as const;

function decoded(fault: ConnectionUrlFault, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ConnectionUrlError(fault, text);
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new ConnectionUrlError('port', text);
}

/** `host`, `host:port`, `[::1]:port`. */
function parseAddress(text: string): PostgresAddress {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(.*))?$/.exec(text);
  const bracketed = match?.[1];
  const host = bracketed ?? decoded('host', match?.[2] ?? '');
  const isHost = bracketed === undefined ? /^[\w.-]+$/.test(host) : isIP(host) === 6;
  if (!isHost) throw new ConnectionUrlError('host', text);
  return { host, port: match?.[3] === undefined ? DEFAULT_PORT : parsePort(match[3]) };
}

function parseParameters(query: string): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    const isKnown = PARAMETERS.some((parameter) => parameter === name);
    if (!isKnown) throw new ConnectionUrlError(name === 'password' ? 'password' : 'parameter', name);
    given.set(name, value);
  }
  return given;
}

function parseTlsMode(text: string | undefined): TlsMode | null {
  if (text === undefined) return null;
  const mode = TLS_MODES.find((candidate) => candidate === text);
  if (mode === undefined) throw new ConnectionUrlError('parameter', `sslmode=${text}`);
  return mode;
}

function parseUser(text: string): string {
  if (text.includes(':')) throw new ConnectionUrlError('password', '');
  const user = decoded('user', text);
  if (user === '') throw new ConnectionUrlError('user', '');
  return user;
}

/**
 * Reads `postgres://user@host:5432,host2:5432/database?sslmode=…&sslrootcert=…` as libpq does. A password in it is refused: whoever lists
 * the processes of this machine would read it.
 * @throws ConnectionUrlError
 */
export function parseConnectionUrl(url: string): PostgresTarget {
  const match = /^postgres(?:ql)?:\/\/([^/?#]*)(?:\/([^?#]*))?(?:\?([^#]*))?$/i.exec(url);
  if (match === null) throw new ConnectionUrlError('not-postgres', '');
  const [, authority = '', path = '', query = ''] = match;
  const at = authority.lastIndexOf('@');
  const user = parseUser(at < 0 ? '' : authority.slice(0, at));
  const parameters = parseParameters(query);
  const database = decoded('database', path);
  if (database.includes('/')) throw new ConnectionUrlError('database', database);
  return {
    addresses: authority
      .slice(at + 1)
      .split(',')
      .map(parseAddress),
    user,
    database: database === '' ? user : database,
    tlsMode: parseTlsMode(parameters.get('sslmode')),
    rootCertificatePath: parameters.get('sslrootcert') ?? null,
    certificatePath: parameters.get('sslcert') ?? null,
    keyPath: parameters.get('sslkey') ?? null,
  };
}

/** Whether packets to this address stay on this machine. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

export function tlsModeFor({ tlsMode }: PostgresTarget, { host }: PostgresAddress): TlsMode {
  return tlsMode ?? (isLoopback(host) ? 'disable' : 'verify-full');
}

export function formatAddress({ host, port }: PostgresAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** `host:port/database`, for screens and logs: no user, no secret. */
export function targetLabel({ addresses, database }: PostgresTarget): string {
  return `${addresses.map(formatAddress).join(',')}/${database}`;
}
