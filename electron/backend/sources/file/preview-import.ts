import { basename } from 'node:path';
import type { ImportPreview, RefusedFile } from '../../../../shared/contract/import-preview.ts';
import type { ReadDb } from '../../db/database.ts';
import { differenceOf } from './file-difference.ts';
import { FileFault } from './file-fault.ts';
import type { FilePosition } from './file-position.ts';
import { findFiles, nextOf } from './find-files.ts';
import { type Trust, verifyFile } from './read-file.ts';

function refusal(path: string, { code, details }: FileFault): RefusedFile {
  return { name: basename(path), code, details };
}

/** What lies there, and what the next file would change. @throws Error when the place cannot be read; DatabaseError */
export async function previewImport(place: string, trust: Trust, at: FilePosition | null, read: ReadDb): Promise<ImportPreview> {
  const files = await findFiles(place, at);
  const refused = files.flatMap(({ path, fault }) => (fault === null ? [] : [refusal(path, fault)]));
  const next = nextOf(files);
  if (next === null) return { next: null, refused };
  try {
    const file = await verifyFile(next.path, trust);
    const { kind, number, exportedAtMs } = file.head;
    const { toMs, rows } = file.tail;
    const difference = await differenceOf(file, read);
    return { next: { name: basename(next.path), kind, number, digest: file.digest, exportedAtMs, toMs, rows, difference }, refused };
  } catch (error) {
    if (error instanceof FileFault) return { next: null, refused: [...refused, refusal(next.path, error)] };
    throw error;
  }
}
