import type { LoggerOptions } from 'pino';
import { errorFacts } from './error-facts.ts';
import { REDACTED_PATHS, scrub } from './scrub.ts';

export const LOG_LEVELS = ['info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How every logger of the backend writes: structured, and nothing personal or secret in any line. */
export const LOG_OPTIONS = {
  redact: { paths: REDACTED_PATHS, censor: '※' },
  // What another thread logged comes as facts already.
  serializers: { err: (error: unknown) => (error instanceof Error ? errorFacts(error) : error) },
  hooks: { streamWrite: scrub },
} as const satisfies LoggerOptions;
