import { basename } from 'node:path';
import type { City } from '../../../../shared/city/city.ts';
import { CodedError } from '../../../../shared/contract/errors.ts';
import type { SourceTrouble } from '../../../../shared/contract/source-status.ts';
import type { Clock } from '../../clock.ts';
import { readAreaOf } from '../../jetstream/read-area.ts';
import { type ChangeSink, type ChangeSource, SourceFailedError } from '../../replication/change.ts';
import { sourceIdOf } from '../source-id.ts';
import type { VerifiedFile } from './change-file.ts';
import { FileFault } from './file-fault.ts';
import { assertNext } from './file-order.ts';
import { type FilePosition, parseFilePosition, positionAfter } from './file-position.ts';
import { candidatesOf, type FilePlaces, filesIn, type FoundFile } from './find-files.ts';
import { importFile } from './import-file.ts';
import { type Trust, verifyFile } from './read-file.ts';

export interface FileSourceOptions {
  readonly places: FilePlaces;
  readonly areaCode: string;
  readonly keys: Trust['keys'];
  readonly city: City;
  readonly clock: Clock;
}

const LOOK_EVERY_MS = 5_000;

interface Approval {
  readonly digest: string;
  readonly done: PromiseWithResolvers<void>;
}

/** What there is to say about the files that lie there; null when there is nothing to do. */
function warningOf(next: FoundFile | null, files: readonly FoundFile[]): SourceTrouble | null {
  if (next !== null) return { code: 'source-file-waiting', details: { file: basename(next.path) } };
  const refused = files.findLast(({ fault }) => fault !== null && fault.code !== 'file-repeated');
  if (refused === undefined) return null;
  return { code: 'source-file-refused', details: { file: basename(refused.path), reason: refused.fault?.code ?? '' } };
}

/** Waits for files that were carried here, and imports each when somebody who saw what it changes says so. */
export class FileSource implements ChangeSource {
  readonly id: string;
  readonly description: ChangeSource['description'];
  readonly #options: FileSourceOptions;
  readonly #trust: Trust;
  #approval: Approval | null = null;
  /** The warning that was told last, as text; null before the first of a run. */
  #told: string | null = null;
  #wake = (): void => undefined;

  constructor(options: FileSourceOptions) {
    const { places, areaCode, keys, city } = options;
    this.id = sourceIdOf('file', areaCode);
    this.description = { kind: 'file', label: basename(places.named ?? ''), areaCode };
    this.#options = options;
    this.#trust = { keys, areaCode, cityVersion: city.version };
  }

  async run(cursor: string | null, sink: ChangeSink, signal: AbortSignal): Promise<void> {
    readAreaOf(this.#options.city, this.#options.areaCode);
    this.#told = null;
    let at = cursor === null ? null : parseFilePosition(cursor);
    try {
      while (!signal.aborted) {
        const applied = await this.#look(at, sink);
        at = applied ?? at;
        if (applied === null && this.#approval === null) await this.#wait(signal);
      }
    } finally {
      this.#settle((approval) => approval.done.reject(new CodedError('source-not-connected', 'the source ended')));
    }
  }

  /** Imports the file of this digest. Resolves when it is applied. @throws CodedError, FileFault, SourceFailedError */
  async applyImport(digest: string): Promise<void> {
    if (this.#approval !== null) throw new CodedError('invalid-request', 'a file is being imported');
    const done = Promise.withResolvers<void>();
    this.#approval = { digest, done };
    this.#wake();
    await done.promise;
  }

  /** Answers where the replica stands when a file was applied. */
  async #look(at: FilePosition | null, sink: ChangeSink): Promise<FilePosition | null> {
    const files = await filesIn(this.#options.places, at).catch((cause: unknown) => {
      throw new SourceFailedError('source-unreachable', { reason: 'folder' }, { cause });
    });
    const candidates = candidatesOf(files);
    this.#report(sink, warningOf(candidates[0] ?? null, files));
    // Nothing is waited for: the data is as old as the last file, and that is all there is to say.
    if (at !== null && at.toMs > 0) sink.heartbeat(at.toMs);
    const approval = this.#approval;
    if (approval === null) return null;
    try {
      const file = await this.#approved(candidates, approval.digest, at);
      await importFile(file, sink, (done) => sink.report({ backlogRows: file.tail.rows - done }));
      sink.report({ backlogRows: null });
      this.#settle(({ done }) => done.resolve());
      return positionAfter(file);
    } catch (error) {
      this.#settle(({ done }) => done.reject(error instanceof FileFault ? asCoded(error) : error));
      if (error instanceof FileFault || error instanceof CodedError) return null;
      throw error;
    }
  }

  /** A warning that stays is told once: each one that is told is a change on screen. */
  #report(sink: ChangeSink, warning: SourceTrouble | null): void {
    const text = JSON.stringify(warning);
    if (text === this.#told) return;
    this.#told = text;
    sink.report({ trouble: null, warnings: warning === null ? [] : [warning] });
  }

  /** What was seen is what is imported: verified anew, since the medium may have been changed. @throws FileFault, CodedError */
  async #approved(candidates: readonly FoundFile[], digest: string, at: FilePosition | null): Promise<VerifiedFile> {
    let fault: FileFault | null = null;
    for (const { path } of candidates) {
      try {
        const file = await verifyFile(path, this.#trust);
        assertNext(file.head, at);
        if (file.digest === digest) return file;
      } catch (error) {
        if (!(error instanceof FileFault)) throw error;
        fault ??= error;
      }
    }
    throw fault ?? new CodedError('invalid-request', 'no such file waits');
  }

  #settle(settle: (approval: Approval) => void): void {
    const approval = this.#approval;
    this.#approval = null;
    if (approval !== null) settle(approval);
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(LOOK_EVERY_MS, () => end());
      const end = (): void => {
        cancel();
        signal.removeEventListener('abort', end);
        this.#wake = () => undefined;
        resolve();
      };
      this.#wake = end;
      signal.addEventListener('abort', end, { once: true });
      if (signal.aborted) end();
    });
  }
}

/** A fault of a file as a call answers it. */
export function asCoded(fault: FileFault): CodedError {
  return new CodedError('file-refused', fault.code, { ...fault.details, reason: fault.code }, { cause: fault });
}
