import type { BackendClient } from '../../../shared/contract/backend-client.ts';
import type { CallError } from '../../../shared/contract/errors.ts';

/** The part of a File that is needed here. */
export interface BroughtFile {
  readonly name: string;
  readonly size: number;
  slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
}

/** Well below what a host takes as one message. */
const PART_BYTES = 1024 ** 2;
const DEADLINE_MS = 60_000;

/**
 * Hands a file to the backend, part after part: it may not see this user's folders, and the file may be larger than any message.
 * Answers what went wrong, null when all of it is there.
 */
export async function bringFile(
  client: Pick<BackendClient, 'call'>,
  file: BroughtFile,
  onProgress: (fraction: number) => void,
): Promise<CallError | null> {
  const { name, size } = file;
  for (let offset = 0; offset < size; offset += PART_BYTES) {
    onProgress(offset / size);
    const bytes = new Uint8Array(await file.slice(offset, Math.min(offset + PART_BYTES, size)).arrayBuffer());
    const answer = await client.call('receiveImport', { name, offset, size, bytes }, { deadlineMs: DEADLINE_MS });
    if (!answer.ok) return answer.error;
  }
  return null;
}
