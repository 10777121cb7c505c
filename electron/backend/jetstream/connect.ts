import { randomInt } from 'node:crypto';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { connect as connectNats, type NatsConnection, type NodeConnectionOptions, type TlsOptions } from '@nats-io/transport-node';
import { SourceFailedError } from '../replication/change.ts';
import { formatAddress, type ServerAddress } from '../sources/server-address.ts';
import { authenticatorOf } from './credentials.ts';
import type { NatsTarget } from './nats-url.ts';
import { asFailed } from './trouble.ts';

export interface NatsSettings {
  readonly target: NatsTarget;
  /** Text of the credentials file; asked for each connection, so that changed ones are taken up. '' for none. */
  readonly readCredentials: () => Promise<string>;
  /** Names us in the server's monitoring, and is what answers to us begin with. */
  readonly name: string;
  readonly inboxPrefix: string;
}

const CONNECT_TIMEOUT_MS = 5_000;
/** A line that answers no ping for three of these is given up. */
const PING_MS = 5_000;
const PINGS_OUT = 2;

/** Node's own options go through the client untouched. */
type NodeTlsOptions = TlsOptions & {
  readonly rejectUnauthorized?: boolean;
  readonly checkServerIdentity: (host: string, certificate: PeerCertificate) => Error | undefined;
};

function tlsOf({ tlsMode, rootCertificatePath, certificatePath, keyPath }: NatsTarget, { host }: ServerAddress): NodeTlsOptions | null {
  if (tlsMode === 'disable') return null;
  return {
    ...(rootCertificatePath === null ? {} : { caFile: rootCertificatePath }),
    ...(certificatePath === null ? {} : { certFile: certificatePath }),
    ...(keyPath === null ? {} : { keyFile: keyPath }),
    ...(tlsMode === 'require' && rootCertificatePath === null ? { rejectUnauthorized: false } : {}),
    // Of an address that is no name the client tells Node nothing, which then looks for `localhost` in the certificate.
    checkServerIdentity: (_, certificate) => (tlsMode === 'verify-full' ? checkServerIdentity(host, certificate) : undefined),
  };
}

async function connectTo(server: ServerAddress, { target, readCredentials, name, inboxPrefix }: NatsSettings): Promise<NatsConnection> {
  try {
    const authenticator = authenticatorOf(await readCredentials());
    const options: NodeConnectionOptions = {
      servers: formatAddress(server),
      name,
      inboxPrefix,
      reconnect: false,
      timeout: CONNECT_TIMEOUT_MS,
      pingInterval: PING_MS,
      maxPingOut: PINGS_OUT,
      noAsyncTraces: true,
      ignoreClusterUpdates: true,
      tls: tlsOf(target, server),
      ...(authenticator === null ? {} : { authenticator }),
    };
    return await connectNats(options);
  } catch (error) {
    throw asFailed(error);
  }
}

/** Stations spread over the servers: none is the first for all of them. */
function inAnyOrder(servers: readonly ServerAddress[]): readonly ServerAddress[] {
  const first = randomInt(servers.length);
  return [...servers.slice(first), ...servers.slice(0, first)];
}

/**
 * A connection to the first of the servers that answers. It does not mend itself: whoever uses it begins anew from where it stands, which is the
 * same way after a break as after a kill.
 * @throws SourceFailedError
 */
export async function connect(settings: NatsSettings): Promise<NatsConnection> {
  let failure: SourceFailedError | null = null;
  for (const server of inAnyOrder(settings.target.servers)) {
    try {
      return await connectTo(server, settings);
    } catch (error) {
      const failed = asFailed(error);
      // One that answers and refuses says more than one that is down.
      if (failure === null || failure.trouble.code === 'source-unreachable') failure = failed;
    }
  }
  throw failure ?? new SourceFailedError('source-unreachable');
}
