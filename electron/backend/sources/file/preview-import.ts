import { basename } from 'node:path';
import type { ImportPreview, RefusedFile, WaitingFile } from '../../../../shared/contract/import-preview.ts';
import type { ReadDb } from '../../db/database.ts';
import type { VerifiedFile } from './change-file.ts';
import { differenceOf } from './file-difference.ts';
import { FileFault } from './file-fault.ts';
import type { FilePosition } from './file-position.ts';
import { candidatesOf, type FilePlaces, filesIn } from './find-files.ts';
import { type Trust, verifyFile } from './read-file.ts';

function refusal(path: string, { code, details }: FileFault): RefusedFile {
  return { name: basename(path), code, details };
}

async function waiting(file: VerifiedFile, read: ReadDb): Promise<WaitingFile> {
  const { kind, number, key, from, exportedAtMs } = file.head;
  const { to, toMs, rows } = file.tail;
  const difference = await differenceOf(file, read);
  return { name: basename(file.path), kind, number, key, from, to, digest: file.digest, exportedAtMs, toMs, rows, difference };
}

/** What lies there, and what the next file would change. @throws Error when a named place cannot be read; DatabaseError */
export async function previewImport(places: FilePlaces, trust: Trust, at: FilePosition | null, read: ReadDb): Promise<ImportPreview> {
  const files = await filesIn(places, at);
  const last = at === null ? null : { number: at.number, exportedAtMs: at.exportedAtMs };
  const refused = files.flatMap(({ path, fault }) => (fault === null ? [] : [refusal(path, fault)]));
  let next: WaitingFile | null = null;
  for (const { path } of candidatesOf(files)) {
    try {
      const file = await verifyFile(path, trust);
      next ??= await waiting(file, read);
    } catch (error) {
      if (!(error instanceof FileFault)) throw error;
      refused.push(refusal(path, error));
    }
  }
  return { trusted: [...trust.keys.keys()], last, next, refused };
}
