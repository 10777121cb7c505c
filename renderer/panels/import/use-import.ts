import { useCallback, useEffect, useRef, useState } from 'react';
import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { Answer, CallError } from '../../../shared/contract/errors.ts';
import type { ImportPreview, WaitingFile } from '../../../shared/contract/import-preview.ts';
import { useServices } from '../../lib/services.ts';
import { type BroughtFile, bringFile } from './bring-file.ts';

/** A file of a whole city is read to its end, compared row by row, and loaded. */
const DEADLINE_MS = 10 * 60_000;

export type ImportWork =
  | { readonly state: 'none' }
  | { readonly state: 'bringing'; readonly name: string; readonly fraction: number }
  | { readonly state: 'looking' }
  | { readonly state: 'applying'; readonly file: WaitingFile }
  | { readonly state: 'failed'; readonly error: CallError };

export interface Import {
  /** Null before it was first looked. */
  readonly preview: ImportPreview | null;
  readonly work: ImportWork;
  /** The file that was imported last while the dialog is open. */
  readonly applied: WaitingFile | null;
  /** Names of what this window brought. */
  readonly brought: ReadonlySet<string>;
  bring(files: readonly BroughtFile[]): Promise<void>;
  apply(file: WaitingFile): Promise<void>;
}

/** What was brought and not imported is in the clear over there: it goes when nobody looks at it any more. */
function forget(client: BackendClient, names: ReadonlySet<string>): void {
  for (const name of names) void client.call('discardImport', { name });
}

function previewOf(client: BackendClient): Promise<Answer<ImportPreview>> {
  return client.call('previewImport', {}, { deadlineMs: DEADLINE_MS });
}

/** Brings files to the backend, has them looked at, and imports the one that comes next. */
export function useImport(): Import {
  const { client } = useServices();
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [work, setWork] = useState<ImportWork>({ state: 'looking' });
  const [applied, setApplied] = useState<WaitingFile | null>(null);
  const brought = useRef(new Set<string>());

  const take = useCallback((answer: Answer<ImportPreview>): void => {
    if (answer.ok) setPreview(answer.value);
    setWork(answer.ok ? { state: 'none' } : { state: 'failed', error: answer.error });
  }, []);

  useEffect(() => {
    void previewOf(client).then(take);
    const names = brought.current;
    return () => forget(client, names);
  }, [client, take]);

  const look = async (): Promise<void> => {
    setWork({ state: 'looking' });
    take(await previewOf(client));
  };

  const bring = async (files: readonly BroughtFile[]): Promise<void> => {
    setApplied(null);
    for (const file of files) {
      brought.current.add(file.name);
      const error = await bringFile(client, file, (fraction) => setWork({ state: 'bringing', name: file.name, fraction }));
      if (error !== null) return setWork({ state: 'failed', error });
    }
    await look();
  };

  const apply = async (file: WaitingFile): Promise<void> => {
    setWork({ state: 'applying', file });
    const answer = await client.call('applyImport', { digest: file.digest }, { deadlineMs: DEADLINE_MS });
    if (!answer.ok && answer.error.code !== 'file-refused') return setWork({ state: 'failed', error: answer.error });
    if (answer.ok) setApplied(file);
    // What is refused now was another file a moment ago: why, is said by looking again.
    await look();
  };

  return { preview, work, applied, brought: brought.current, bring, apply };
}
