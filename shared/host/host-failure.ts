import type { ErrorCode } from '../contract/errors.ts';

/** Why the application could not start, beside the backend's own codes. */
export const HOST_FAILURE_CODES = [
  'invalid-option',
  'password-in-source',
  'password-file-unreadable',
  'key-file-unreadable',
  'change-file-refused',
  'port-taken',
  'data-folder-in-use',
  'data-folder-not-writable',
  'window-not-built',
  'city-missing',
  'backend-not-startable',
  'postgres-missing',
  'postgres-account-missing',
  'postgres-not-startable',
  'platform-data-damaged',
  'platform-data-in-use',
  'platform-data-version',
  'platform-folder-closed',
  'platform-secrets-missing',
  'platform-ended',
  'nats-missing',
  'nats-not-startable',
] as const;
export type HostFailureCode = (typeof HOST_FAILURE_CODES)[number] | ErrorCode;

export interface HostFailure {
  readonly code: HostFailureCode;
  readonly details: Readonly<Record<string, string | number>>;
}

/** Ends the start of a host; becomes one line in the user's language. */
export class HostFailedError extends Error implements HostFailure {
  override readonly name = 'HostFailedError';
  readonly code: HostFailureCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: HostFailureCode, details: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.details = details;
  }
}
