import {
  formatAddress,
  isLoopback,
  parseAddress,
  parseParameters,
  parseTlsMode,
  type ServerAddress,
  ConnectionUrlError,
  type TlsMode,
} from '../sources/server-address.ts';

/** Servers of one NATS as their URL names them; never holds a secret. */
export interface NatsTarget {
  /** Tried in any order. */
  readonly servers: readonly ServerAddress[];
  readonly tlsMode: TlsMode;
  /** PEM file of the authorities that are trusted; null: those that Node trusts. */
  readonly rootCertificatePath: string | null;
  /** PEM files of this client's own certificate and key. */
  readonly certificatePath: string | null;
  readonly keyPath: string | null;
  /** The name under which the server's permissions know a station; null: that of its area. */
  readonly station: string | null;
}

const DEFAULT_PORT = 4222;
const PARAMETERS = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'station'];
/** One token of a subject, and a name of a consumer. */
const STATION = /^[\w-]{1,64}$/;

function stationOf(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (!STATION.test(text)) throw new ConnectionUrlError('parameter', `station=${text}`);
  return text;
}

/**
 * Reads `nats://host:4222,host2:4222?sslmode=…&sslrootcert=…&station=…`; the TLS parameters are those of a PostgreSQL URL. Credentials in it are
 * refused: whoever lists the processes of this machine would read them.
 * @throws ConnectionUrlError
 */
export function parseNatsUrl(url: string): NatsTarget {
  const match = /^nats:\/\/([^/?#]*)\/?(?:\?([^#]*))?$/i.exec(url);
  if (match === null) throw new ConnectionUrlError('scheme', '');
  const [, authority = '', query = ''] = match;
  if (authority.includes('@')) throw new ConnectionUrlError('password', '');
  const parameters = parseParameters(query, PARAMETERS);
  const servers = authority.split(',').map((text) => parseAddress(text, DEFAULT_PORT));
  return {
    servers,
    tlsMode: parseTlsMode(parameters.get('sslmode')) ?? (servers.every(isLoopback) ? 'disable' : 'verify-full'),
    rootCertificatePath: parameters.get('sslrootcert') ?? null,
    certificatePath: parameters.get('sslcert') ?? null,
    keyPath: parameters.get('sslkey') ?? null,
    station: stationOf(parameters.get('station')),
  };
}

/** `host:port,host2:port`, for screens and logs: no user, no secret. */
export function targetLabel({ servers }: NatsTarget): string {
  return servers.map(formatAddress).join(',');
}
