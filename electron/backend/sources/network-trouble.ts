import type { SourceTrouble } from '../../../shared/contract/source-status.ts';

/** What Node calls a line that could not be made or broke. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EADDRNOTAVAIL',
]);

/** What Node and OpenSSL call a handshake that failed, certificates included. */
const TLS_CODE =
  /^(CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE|CRL_)/;

/** What an error of network or TLS means, null when it is neither. */
export function networkTroubleOf(error: Error): SourceTrouble | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (TLS_CODE.test(code)) return { code: 'source-tls-failed', details: { reason: code } };
  return UNREACHABLE.has(code) ? { code: 'source-unreachable', details: { reason: code } } : null;
}
