import { CodedError, type ErrorCode } from '../../../shared/contract/errors.ts';

/** `ENOENT`, `ENOSPC` …; empty for any other error. */
export function systemCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The code that stands for an error: a full disk has its own wherever it is met. */
export function errorCodeOf(error: unknown): ErrorCode {
  if (error instanceof CodedError) return error.code;
  return systemCodeOf(error) === 'ENOSPC' ? 'disk-full' : 'internal';
}
