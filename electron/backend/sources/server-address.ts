import { isIP } from 'node:net';

export interface ServerAddress {
  /** A name or an IP address, without brackets. */
  readonly host: string;
  readonly port: number;
}

/** libpq's modes that say what they do; `allow` and `prefer` fall back to plain text by themselves and are refused. */
export const TLS_MODES = ['disable', 'require', 'verify-ca', 'verify-full'] as const;
export type TlsMode = (typeof TLS_MODES)[number];

export type UrlFault = 'scheme' | 'password' | 'host' | 'port' | 'user' | 'database' | 'parameter';

/** What is wrong with a connection URL. `value` is the offending part and never a secret. */
export class ConnectionUrlError extends Error {
  override readonly name = 'ConnectionUrlError';
  readonly fault: UrlFault;
  readonly value: string;

  constructor(fault: UrlFault, value: string) {
    super(`connection URL: ${fault}`);
    this.fault = fault;
    this.value = value;
  }
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new ConnectionUrlError('port', text);
}

/** `host`, `host:port`, `[::1]:port`. @throws ConnectionUrlError */
export function parseAddress(text: string, defaultPort: number): ServerAddress {
  const match = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(.*))?$/.exec(text);
  const bracketed = match?.[1];
  const host = bracketed ?? match?.[2] ?? '';
  const isHost = bracketed === undefined ? /^[\w.-]+$/.test(host) : isIP(host) === 6;
  if (!isHost) throw new ConnectionUrlError('host', text);
  return { host, port: match?.[3] === undefined ? defaultPort : parsePort(match[3]) };
}

/** Null for a mode that was left out. @throws ConnectionUrlError */
export function parseTlsMode(text: string | undefined): TlsMode | null {
  if (text === undefined) return null;
  const mode = TLS_MODES.find((candidate) => candidate === text);
  if (mode === undefined) throw new ConnectionUrlError('parameter', `sslmode=${text}`);
  return mode;
}

/** The parameters of a URL's query. @throws ConnectionUrlError for one that is not among `known` */
export function parseParameters(query: string, known: readonly string[]): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) {
    if (!known.includes(name)) throw new ConnectionUrlError(/pass/i.test(name) ? 'password' : 'parameter', name);
    given.set(name, value);
  }
  return given;
}

/** Whether packets to this address stay on this machine. */
export function isLoopback({ host }: ServerAddress): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

export function formatAddress({ host, port }: ServerAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`;
}
