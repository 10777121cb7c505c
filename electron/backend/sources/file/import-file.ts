import { type ChangeSink, SourceFailedError } from '../../replication/change.ts';
import { type Change } from '../../replication/change.ts';
import { decodePart } from '../../wire/part.ts';
import { decodeSnapshotFrame } from '../../wire/snapshot-frames.ts';
import { WireError } from '../../wire/wire-error.ts';
import type { VerifiedFile } from './change-file.ts';
import { formatFilePosition, positionAfter } from './file-position.ts';
import { framesOf } from './read-file.ts';

/** Rows that are applied so far. */
type OnProgress = (doneRows: number) => void;

type ImportSink = Pick<ChangeSink, 'beginSnapshot' | 'snapshotChunk' | 'endSnapshot' | 'beginTransaction' | 'part' | 'commit' | 'rollback'>;

/** What a frame of a signed file holds: whoever signed it wrote it with another program if it cannot be read. */
function readable<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof WireError) throw new SourceFailedError('source-schema-changed', { table: cause.table }, { cause });
    throw cause;
  }
}

async function importSnapshot(file: VerifiedFile, sink: ImportSink): Promise<void> {
  await sink.beginSnapshot(formatFilePosition(positionAfter(file)), { rows: file.tail.rows, tables: [] });
  for await (const bytes of framesOf(file)) {
    const frame = readable(() => decodeSnapshotFrame(bytes));
    if (frame.kind === 'rows') await sink.snapshotChunk(frame);
  }
  await sink.endSnapshot();
}

/** Changes of a file, transaction after transaction: a reader of one area needs no more than their order. */
export async function* changesOf(file: VerifiedFile): AsyncGenerator<readonly Change[]> {
  for await (const bytes of framesOf(file)) yield readable(() => decodePart(bytes)).changes;
}

/** All of a file in one transaction: a station has it or has it not. */
async function importChanges(file: VerifiedFile, sink: ImportSink, onProgress: OnProgress): Promise<void> {
  const position = formatFilePosition(positionAfter(file));
  await sink.beginTransaction();
  try {
    let done = 0;
    for await (const part of changesOf(file)) {
      if (part.length > 0) await sink.part(part);
      onProgress((done += part.length));
    }
  } catch (error) {
    await sink.rollback();
    throw error;
  }
  await sink.commit(position, file.tail.toMs);
}

/**
 * Applies a verified file; whether it is its turn was judged before. A snapshot tells by itself how far it is.
 * @throws SourceFailedError, FileFault; the sink's own errors
 */
export async function importFile(file: VerifiedFile, sink: ImportSink, onProgress: OnProgress): Promise<void> {
  await (file.head.kind === 'snapshot' ? importSnapshot(file, sink) : importChanges(file, sink, onProgress));
}
