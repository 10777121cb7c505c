import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { PostgresSettings } from '../../../../shared/contract/source-settings.ts';
import { CodedError } from '../../../../shared/contract/errors.ts';

/** What the group and others may do with a file; Windows keeps that elsewhere. */
const OTHERS = process.platform === 'win32' ? 0 : 0o077;

/** @throws CodedError `invalid-source` that names the form's field, and nothing of what the file holds */
function orInvalid<Value>(field: 'clientCertificate' | 'clientKey', read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    throw new CodedError('invalid-source', `the ${field} cannot be used`, { field }, { cause });
  }
}

function readFile(path: string): Buffer {
  if (!isAbsolute(path)) throw new Error('the path is not absolute');
  return readFileSync(path);
}

/**
 * Whether this station's own certificate and key, if it has any, can be shown to a server: both are there, belong together, and nobody else reads
 * the key. They stay where they are; the settings hold their paths alone.
 * @throws CodedError `invalid-source` with field `clientCertificate` or `clientKey`
 */
export function assertClientCertificate({ certificatePath, keyPath }: PostgresSettings): void {
  if (certificatePath === '' && keyPath === '') return;
  const certificate = orInvalid('clientCertificate', () => new X509Certificate(readFile(certificatePath)));
  orInvalid('clientKey', () => {
    if ((statSync(keyPath).mode & OTHERS) !== 0) throw new Error('others may use the key');
    if (!certificate.checkPrivateKey(createPrivateKey(readFile(keyPath)))) throw new Error('the key is of another certificate');
  });
}
