import { accessSync, constants, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CodedError } from '../../../shared/contract/errors.ts';

function notWritable(path: string, cause: unknown): CodedError {
  return new CodedError('output-not-writable', 'the file cannot be written', { path }, { cause });
}

/** Before the long work: whether a file can be made there. @throws CodedError `output-not-writable` */
export function assertWritable(path: string): void {
  try {
    accessSync(dirname(path), constants.W_OK);
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return;
    if (!found.isFile()) throw new Error('not a file');
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw notWritable(path, error);
  }
}

/** Writes the whole file or none: an older one stays until the new one is complete. @throws CodedError `output-not-writable` */
export function writeOutput(path: string, content: Uint8Array): void {
  const partPath = `${path}.${process.pid}.part`;
  try {
    writeFileSync(partPath, content);
    renameSync(partPath, path);
  } catch (error) {
    rmSync(partPath, { force: true });
    throw notWritable(path, error);
  }
}
