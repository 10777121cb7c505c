import { CodedError, type ErrorCode } from '../../../shared/contract/errors.ts';

/** What the backend can act on; everything else is `failed`. */
export type DatabaseTrouble = 'disk-full' | 'damaged' | 'busy' | 'unwritable' | 'constraint' | 'failed';

/** Which of the two databases a message is about. */
export type DatabaseRole = 'replica' | 'office';

const TROUBLE_BY_PREFIX: readonly (readonly [prefix: string, trouble: DatabaseTrouble])[] = [
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_CORRUPT', 'damaged'],
  ['SQLITE_NOTADB', 'damaged'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_READONLY', 'unwritable'],
  ['SQLITE_CANTOPEN', 'unwritable'],
  ['SQLITE_IOERR', 'unwritable'],
  ['SQLITE_CONSTRAINT', 'constraint'],
];

function troubleOf(sqliteCode: string): DatabaseTrouble {
  return TROUBLE_BY_PREFIX.find(([prefix]) => sqliteCode.startsWith(prefix))?.[1] ?? 'failed';
}

function errorCodeOf(trouble: DatabaseTrouble, role: DatabaseRole): ErrorCode {
  if (trouble === 'disk-full') return 'disk-full';
  if (trouble === 'unwritable') return 'disk-failing';
  return trouble === 'damaged' ? `${role}-damaged` : 'internal';
}

/** Where and how a statement failed. */
interface FailedStatement {
  readonly role: DatabaseRole;
  readonly statement: string;
  /** SQLite's extended result code, e.g. `SQLITE_CONSTRAINT_NOTNULL`, or the name of a driver's error. */
  readonly sqliteCode: string;
  readonly detail: string;
}

/**
 * A failed statement. It carries the statement's text and SQLite's own code, never a bound value: those are people's data and errors are logged.
 */
export class DatabaseError extends CodedError {
  readonly trouble: DatabaseTrouble;
  readonly sqliteCode: string;
  readonly statement: string;

  constructor({ role, statement, sqliteCode, detail }: FailedStatement) {
    const trouble = troubleOf(sqliteCode);
    super(errorCodeOf(trouble, role), `${sqliteCode}${detail === '' ? '' : `: ${detail}`} in ${role}: ${statement}`);
    this.name = 'DatabaseError';
    this.trouble = trouble;
    this.sqliteCode = sqliteCode;
    this.statement = statement;
  }
}

function sqliteCodeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

/**
 * @param bound whether values were bound when it failed: then SQLite's message may quote them (a full-text query does), so only messages
 *   that are known to name columns alone are kept.
 */
export function toDatabaseError(error: unknown, role: DatabaseRole, statement: string, bound: boolean): DatabaseError {
  if (error instanceof DatabaseError) return error;
  if (!(error instanceof Error)) return new DatabaseError({ role, statement, sqliteCode: 'unknown', detail: '' });
  const sqliteCode = sqliteCodeOf(error);
  const namesColumnsOnly = sqliteCode.startsWith('SQLITE_CONSTRAINT') || !sqliteCode.startsWith('SQLITE_');
  return new DatabaseError({ role, statement, sqliteCode, detail: !bound || namesColumnsOnly ? error.message : '' });
}
