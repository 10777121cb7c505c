import type { City } from '../../../../shared/city/city.ts';
import { CodedError } from '../../../../shared/contract/errors.ts';
import type { ImportPreview } from '../../../../shared/contract/import-preview.ts';
import type { ReplicaCursor } from '../../replication/book.ts';
import type { ReadDb } from '../../db/database.ts';
import type { SourceSpec } from '../source-spec.ts';
import { parseFilePosition } from './file-position.ts';
import { previewImport } from './preview-import.ts';
import { trustedKeys } from './signing-keys.ts';

/** What lies ready for a station that is fed by files. @throws CodedError `invalid-request` where it is not */
export async function importPreviewOf(spec: SourceSpec, city: City, cursor: ReplicaCursor | null, read: ReadDb): Promise<ImportPreview> {
  if (spec.kind !== 'file') throw new CodedError('invalid-request', 'this station is not fed by files');
  const trust = { keys: trustedKeys(spec.publicKeys), areaCode: spec.areaCode, cityVersion: city.version };
  return previewImport(spec.path, trust, cursor === null ? null : parseFilePosition(cursor.position), read);
}
