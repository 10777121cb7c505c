import { CodedError } from '../../shared/contract/errors.ts';
import { DatabaseError } from './db/database-error.ts';

/**
 * A folder that cannot be written is the user's to repair; every other error says what it is.
 * @throws CodedError `output-not-writable`, and whatever else `open` throws
 */
export async function orNotWritable<Result>(folder: string, open: () => Result | Promise<Result>): Promise<Result> {
  try {
    return await open();
  } catch (error) {
    const isFolder = error instanceof DatabaseError ? error.trouble === 'unwritable' : error instanceof Error && 'syscall' in error;
    if (!isFolder) throw error;
    throw new CodedError('output-not-writable', 'the data folder cannot be written', { path: folder }, { cause: error });
  }
}
