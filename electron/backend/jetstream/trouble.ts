import { JetStreamApiCodes, JetStreamApiError, JetStreamError } from '@nats-io/jetstream';
import { errors } from '@nats-io/transport-node';
import type { SourceTrouble } from '../../../shared/contract/source-status.ts';
import { SourceFailedError } from '../replication/change.ts';
import { networkTroubleOf } from '../sources/network-trouble.ts';
import { WireError } from '../wire/wire-error.ts';

const BY_API_CODE: Readonly<Record<number, SourceTrouble>> = {
  [JetStreamApiCodes.StreamNotFound]: { code: 'source-publication-missing', details: { reason: 'stream' } },
  [JetStreamApiCodes.JetStreamNotEnabledForAccount]: { code: 'source-not-logical', details: { reason: 'jetstream' } },
};

/** Of a cluster that has just lost a server; not among the client's names. */
const PASSING: ReadonlySet<number> = new Set([
  // No other server can take what is asked for: they are gone, or on their way.
  10_005,
  // Our consumer, which we have just deleted, is still there for the new leader.
  10_013,
]);

/** From 500 on it is the server's own trouble (no leader, a stream that is being moved, storage that fails), which passes with it. */
function ofApi({ code, status }: JetStreamApiError): SourceTrouble {
  const isServers = status >= 500 || PASSING.has(code);
  return { code: isServers ? 'source-unreachable' : 'source-failed', details: { reason: `jetstream-${code}` } };
}

function ofClient(error: Error): SourceTrouble | null {
  if (error instanceof errors.AuthorizationError || error instanceof errors.UserAuthenticationExpiredError) {
    return { code: 'source-auth-failed', details: {} };
  }
  if (error instanceof errors.PermissionViolationError) return { code: 'source-forbidden', details: { subject: error.subject } };
  if (error instanceof JetStreamApiError) return BY_API_CODE[error.code] ?? ofApi(error);
  if (error instanceof WireError) return ofWire(error);
  return null;
}

/** A table of other columns means another version of the program on the other side. */
function ofWire({ fault, table }: WireError): SourceTrouble {
  return fault === 'malformed'
    ? { code: 'source-failed', details: { reason: fault } }
    : { code: 'source-schema-changed', details: { table } };
}

function isSilence(error: Error): boolean {
  const { TimeoutError, NoRespondersError, ClosedConnectionError, ConnectionError, DrainingConnectionError, RequestError } = errors;
  const kinds = [TimeoutError, NoRespondersError, ClosedConnectionError, ConnectionError, DrainingConnectionError, RequestError];
  return kinds.some((kind) => error instanceof kind) || error instanceof JetStreamError;
}

/** The client says "tls" where a server cannot encrypt although we must. */
function isPlainServer(error: Error): boolean {
  return (error instanceof errors.ConnectionError || error instanceof errors.InvalidArgumentError) && error.message.includes("'tls'");
}

function ofChain(error: unknown): SourceTrouble | null {
  if (!(error instanceof Error)) return null;
  if (error instanceof SourceFailedError) return error.trouble;
  return (
    ofClient(error) ??
    networkTroubleOf(error) ??
    ofChain(error.cause) ??
    (isPlainServer(error) ? { code: 'source-tls-failed', details: { reason: 'plain' } } : null) ??
    (isSilence(error) ? { code: 'source-unreachable', details: { reason: error.name } } : null)
  );
}

/** What an error of NATS, network or wire means, as a code for the screen; messages stay out of it. */
export function troubleOf(error: unknown): SourceTrouble {
  return ofChain(error) ?? { code: 'source-failed', details: { reason: error instanceof Error ? error.name : '' } };
}

export function asFailed(error: unknown, details: SourceTrouble['details'] = {}): SourceFailedError {
  if (error instanceof SourceFailedError) return error;
  const trouble = troubleOf(error);
  return new SourceFailedError(trouble.code, { ...trouble.details, ...details }, { cause: error });
}
