import type { City } from '../../../../shared/city/city.ts';
import { CodedError } from '../../../../shared/contract/errors.ts';
import type { FilePart, ImportPreview } from '../../../../shared/contract/import-preview.ts';
import type { ReadDb } from '../../db/database.ts';
import type { ReplicaCursor } from '../../replication/book.ts';
import type { FileSpec, SourceSpec } from '../source-spec.ts';
import { type FilePosition, parseFilePosition } from './file-position.ts';
import { ImportInbox } from './import-inbox.ts';
import { previewImport } from './preview-import.ts';
import { trustedKeys } from './signing-keys.ts';

export interface FileImportsOptions {
  readonly spec: SourceSpec;
  readonly dataFolder: string;
  readonly city: City;
  readonly read: ReadDb;
  readonly cursor: () => ReplicaCursor | null;
}

/** What windows do with files of changes, at a station that is fed by files. */
export class FileImports {
  readonly #options: FileImportsOptions;
  readonly #inbox: ImportInbox;
  #isImporting = false;
  /** To be forgotten once nothing is imported. */
  readonly #discarded = new Set<string>();

  /** Forgets what was brought before the last end. */
  constructor(options: FileImportsOptions) {
    this.#options = options;
    this.#inbox = new ImportInbox(options.dataFolder);
    this.#inbox.clear();
  }

  /** What lies ready. @throws CodedError `invalid-request` where this station is not fed by files */
  async preview(): Promise<ImportPreview> {
    const { places, publicKeys, areaCode } = this.#spec();
    const { city, read } = this.#options;
    const trust = { keys: trustedKeys(publicKeys), areaCode, cityVersion: city.version };
    return previewImport(places, trust, this.#at(), read);
  }

  /** @throws CodedError `invalid-request`, `disk-full`, `output-not-writable` */
  receive(part: FilePart): null {
    this.#spec();
    this.#inbox.receive(part);
    return null;
  }

  /** A file that is being imported is read until it is in the replica, whatever becomes of the window that brought it. */
  discard(name: string): null {
    if (this.#isImporting) this.#discarded.add(name);
    else this.#inbox.discard(name);
    return null;
  }

  /** Has a file imported; what is in the replica is then no longer kept in the clear. @throws whatever keeps it from being imported */
  async importing(work: () => Promise<unknown>): Promise<null> {
    this.#isImporting = true;
    try {
      await work();
      await this.#inbox.removeImported(this.#at());
      return null;
    } finally {
      this.#isImporting = false;
      for (const name of this.#discarded) this.#inbox.discard(name);
      this.#discarded.clear();
    }
  }

  #spec(): FileSpec {
    const { spec } = this.#options;
    if (spec.kind !== 'file') throw new CodedError('invalid-request', 'this station is not fed by files');
    return spec;
  }

  #at(): FilePosition | null {
    const cursor = this.#options.cursor();
    return cursor === null ? null : parseFilePosition(cursor.position);
  }
}
