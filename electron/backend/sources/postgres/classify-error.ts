import { DatabaseError } from 'pg';
import type { SourceTrouble, SourceTroubleCode } from '../../../../shared/contract/source-status.ts';
import { SourceFailedError } from '../../replication/change.ts';
import { networkTroubleOf } from '../network-trouble.ts';

/** What an SQLSTATE says wherever it comes; details of a place are added by whoever knows the place. */
const BY_SQLSTATE: Readonly<Record<string, SourceTroubleCode>> = {
  '28000': 'source-auth-failed',
  '28P01': 'source-auth-failed',
  '3D000': 'source-wrong-platform',
  '3F000': 'source-schema-missing',
  '42P01': 'source-schema-missing',
  '42501': 'source-forbidden',
  '53300': 'source-unreachable',
  '55006': 'source-slot-busy',
  '57P01': 'source-unreachable',
  '57P02': 'source-unreachable',
  '57P03': 'source-unreachable',
  '57P05': 'source-unreachable',
};

/** SQLSTATE classes: connection trouble, the server's resources. */
const BY_CLASS: Readonly<Record<string, SourceTroubleCode>> = { '08': 'source-unreachable', '53': 'source-unreachable' };

/** Messages of the driver that carry no code. */
const BY_MESSAGE: readonly (readonly [RegExp, SourceTroubleCode])[] = [
  [/does not support SSL|establishing an SSL connection/i, 'source-tls-failed'],
  [/SASL|SCRAM|password/i, 'source-auth-failed'],
  [/terminated|timeout expired|read timeout|not queryable|connection error/i, 'source-unreachable'],
];

function ofServer({ code = '', message }: DatabaseError): SourceTrouble {
  if (code === '55000' && message.includes('wal_level')) return { code: 'source-not-logical', details: {} };
  if (code === '55000' && message.includes('replication slot')) return { code: 'source-slot-lost', details: {} };
  if (code === '42704' && message.includes('publication')) return { code: 'source-publication-missing', details: {} };
  if (code === '42704' && message.includes('replication slot')) return { code: 'source-slot-lost', details: {} };
  // Which rule of pg_hba.conf turned us away is for the server's log; that one did is for the screen.
  const details = { reason: code === '28000' && message.includes('pg_hba.conf') ? 'pg_hba' : code };
  return { code: BY_SQLSTATE[code] ?? BY_CLASS[code.slice(0, 2)] ?? 'source-failed', details };
}

function ofMessage(error: Error): SourceTrouble {
  const code = BY_MESSAGE.find(([pattern]) => pattern.test(error.message))?.[1] ?? 'source-failed';
  return { code, details: code === 'source-failed' ? { reason: error.name } : {} };
}

/**
 * What an error of driver, network, TLS or server means, as a code for the screen. Messages stay out of it: they are in the server's language
 * and may hold values of rows.
 */
export function troubleOf(error: unknown): SourceTrouble {
  if (error instanceof SourceFailedError) return error.trouble;
  if (error instanceof DatabaseError) return ofServer(error);
  if (error instanceof AggregateError && error.errors.length > 0) return troubleOf(error.errors[0]);
  if (!(error instanceof Error)) return { code: 'source-failed', details: {} };
  return networkTroubleOf(error) ?? ofMessage(error);
}

/** What the log may say of an error: the server's details may hold values of rows, and so do its messages about values. */
function forLog(error: unknown): unknown {
  if (!(error instanceof DatabaseError)) return error;
  const { code = '', message, severity = '' } = error;
  return new Error(`${severity} ${code} ${/^2[23]/.test(code) ? '' : message}`.trim());
}

/** The error as a fault of the source, with what the caller knows of the place. */
export function asFault(error: unknown, details: SourceTrouble['details'] = {}): SourceFailedError {
  if (error instanceof SourceFailedError) return error;
  const trouble = troubleOf(error);
  return new SourceFailedError(trouble.code, { ...trouble.details, ...details }, { cause: forLog(error) });
}
