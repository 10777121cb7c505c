import { CodedError } from '../../shared/contract/errors.ts';
import { DatabaseError } from './db/database-error.ts';
import { diskTroubleOf, systemCodeOf } from './files/system-error.ts';

/** Of a disk that may only be read, another folder is the cure, as of one that is somebody else's. */
const READ_ONLY = 'EROFS';

/** A disk that answers with errors is no matter of leave. */
function isRefused(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.trouble === 'unwritable' && !error.sqliteCode.startsWith('SQLITE_IOERR');
  return error instanceof Error && 'syscall' in error;
}

/**
 * A folder that cannot be written is the user's to repair, a disk that is full or fails has its own name; every other error says what it is.
 * @throws CodedError `output-not-writable`, `disk-full`, `disk-failing`, and whatever else `open` throws
 */
export async function orNotWritable<Result>(folder: string, open: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await open();
  } catch (error) {
    const trouble = systemCodeOf(error) === READ_ONLY ? null : diskTroubleOf(error);
    if (trouble !== null) throw new CodedError(trouble, 'the data folder’s disk fails', { path: folder }, { cause: error });
    if (!isRefused(error)) throw error;
    throw new CodedError('output-not-writable', 'the data folder cannot be written', { path: folder }, { cause: error });
  }
}
