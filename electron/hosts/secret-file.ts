import { readFileSync } from 'node:fs';
import { HostFailedError } from '../../shared/host/host-failure.ts';
import { assertPrivate } from './secrets/key-file-store.ts';

/**
 * The text of a file with a secret, which only this user may read. Null when there is no such file.
 * @throws CodedError `key-file-exposed`; HostFailedError `password-file-unreadable`
 */
export function readSecretFile(path: string): string | null {
  try {
    assertPrivate(path, 'file');
    // Editors end a file with a line break.
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : '';
    if (code === 'ENOENT') return null;
    if (code === 'key-file-exposed') throw cause;
    throw new HostFailedError('password-file-unreadable', { path }, { cause });
  }
}
