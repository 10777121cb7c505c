import {
  ConnectionUrlError,
  formatAddress,
  isLoopback,
  parseAddress,
  parseParameters,
  parseTlsMode,
  type ServerAddress,
  type TlsMode,
  type UrlFault,
} from '../server-address.ts';

/** A PostgreSQL as its URL names it; never holds a password. */
export interface PostgresTarget {
  /** Tried in this order. */
  readonly addresses: readonly ServerAddress[];
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

const DEFAULT_PORT = 5432;
const PARAMETERS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey'];

function decoded(fault: UrlFault, text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ConnectionUrlError(fault, text);
  }
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
  if (match === null) throw new ConnectionUrlError('scheme', '');
  const [, authority = '', path = '', query = ''] = match;
  const at = authority.lastIndexOf('@');
  const user = parseUser(at < 0 ? '' : authority.slice(0, at));
  const parameters = parseParameters(query, PARAMETERS);
  const database = decoded('database', path);
  if (database.includes('/')) throw new ConnectionUrlError('database', database);
  return {
    addresses: authority
      .slice(at + 1)
      .split(',')
      .map((text) => parseAddress(text, DEFAULT_PORT)),
    user,
    database: database === '' ? user : database,
    tlsMode: parseTlsMode(parameters.get('sslmode')),
    rootCertificatePath: parameters.get('sslrootcert') ?? null,
    certificatePath: parameters.get('sslcert') ?? null,
    keyPath: parameters.get('sslkey') ?? null,
  };
}

export function tlsModeFor({ tlsMode }: PostgresTarget, address: ServerAddress): TlsMode {
  return tlsMode ?? (isLoopback(address) ? 'disable' : 'verify-full');
}

/** `host:port/database`, for screens and logs: no user, no secret. */
export function targetLabel({ addresses, database }: PostgresTarget): string {
  return `${addresses.map(formatAddress).join(',')}/${database}`;
}
