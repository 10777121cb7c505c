import { CodedError } from '../../../shared/contract/errors.ts';
import { DatabaseError } from '../db/database-error.ts';
import { SourceFailedError } from '../replication/change.ts';

/** What the log keeps of an error. */
export interface ErrorFacts {
  readonly type: string;
  readonly code?: string;
  readonly message: string;
  readonly stack?: string;
  readonly cause?: ErrorFacts;
}

const DEEPEST_CAUSE = 4;

/** Messages of these are ours: they say where, and never what stood there. */
function isOurs(error: Error): boolean {
  return error instanceof CodedError || error instanceof DatabaseError || error instanceof SourceFailedError;
}

/** Whoever else makes errors likes to quote what they choked on. */
function withoutQuotes(text: string): string {
  return text.replaceAll(/"[^"]*"/g, '"…"');
}

function codeOf(error: Error): string | undefined {
  const code: unknown = 'code' in error ? error.code : undefined;
  return typeof code === 'string' || typeof code === 'number' ? String(code) : undefined;
}

/**
 * Type, code, message, stack and cause of an error, and nothing that a library hung on it: a database's driver adds the row that it refused, the
 * query and its values.
 */
export function errorFacts(error: Error, depth = 0): ErrorFacts {
  const tell = isOurs(error) ? (text: string) => text : withoutQuotes;
  const code = codeOf(error);
  const cause = error.cause instanceof Error && depth < DEEPEST_CAUSE ? errorFacts(error.cause, depth + 1) : undefined;
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    message: tell(error.message),
    ...(error.stack === undefined ? {} : { stack: tell(error.stack) }),
    ...(cause === undefined ? {} : { cause }),
  };
}
