/** Everything that can go wrong in a call, as codes; the window turns a code into a sentence of the user's language. */
export const ERROR_CODES = [
  'cancelled',
  'deadline-exceeded',
  'disconnected',
  'contract-mismatch',
  'unknown-call',
  'unknown-topic',
  'invalid-request',
  'file-refused',
  'forbidden',
  'unknown-area',
  'unknown-batch',
  'unknown-report',
  'no-data-for-day',
  'day-in-future',
  'replica-not-ready',
  'replica-damaged',
  'invalid-source',
  'source-cannot-repeat',
  'source-not-connected',
  'office-newer',
  'office-damaged',
  'office-locked',
  'recovery-key-malformed',
  'recovery-key-wrong',
  'no-backup',
  'keychain-unavailable',
  'key-file-exposed',
  'secret-store-unwritable',
  'disk-full',
  'disk-failing',
  'output-not-writable',
  'map-not-drawable',
  'printer-unavailable',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface CallError {
  readonly code: ErrorCode;
  /** English, for logs; never shown to users, never personal. */
  readonly message: string;
  /** What the sentence needs: a path, a code, a day. Never personal. */
  readonly details?: Readonly<Record<string, string | number>>;
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: CallError };

/** Thrown inside the backend; becomes the `error` of an answer. Anything else thrown becomes `internal`. */
export class CodedError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, string | number>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CodedError';
    this.code = code;
    this.details = details;
  }
}
