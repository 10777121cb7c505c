import { CodedError, type ErrorCode } from '../../../shared/contract/errors.ts';
import type { MachineTroubleCode } from '../../../shared/contract/source-status.ts';

/** `ENOENT`, `ENOSPC` …; empty for any other error. */
export function systemCodeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const DISK_TROUBLES: Readonly<Record<string, MachineTroubleCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EIO: 'disk-failing',
  EROFS: 'disk-failing',
};

/** What a failed call of the system says about our disk; null when it is about something else. */
export function diskTroubleOf(error: unknown): MachineTroubleCode | null {
  return DISK_TROUBLES[systemCodeOf(error)] ?? null;
}

/** The code that stands for an error: a disk that is full or fails has its own wherever it is met. */
export function errorCodeOf(error: unknown): ErrorCode {
  if (error instanceof CodedError) return error.code;
  return diskTroubleOf(error) ?? 'internal';
}
