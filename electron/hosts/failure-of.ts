import { CodedError } from '../../shared/contract/errors.ts';
import { type HostFailure, HostFailedError } from '../../shared/host/host-failure.ts';
import { errorCodeOf } from '../backend/files/system-error.ts';

/** What made a start fail, as a code that has a sentence. */
export function failureOf(error: unknown): HostFailure {
  if (error instanceof HostFailedError || error instanceof CodedError) return { code: error.code, details: error.details };
  const code = errorCodeOf(error);
  return { code: code === 'internal' ? 'backend-not-startable' : code, details: {} };
}
