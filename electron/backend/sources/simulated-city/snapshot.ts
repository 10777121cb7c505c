import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CellValue } from '../../../../shared/tables/table-spec.ts';
import type { ChangeSink, SourcePosition } from '../../replication/change.ts';
import { positionalValues, type AnyRowFamily } from './row-family.ts';

const ROWS_A_CHUNK = 2_000;

async function sendTable(family: AnyRowFamily, atMs: number, sink: Pick<ChangeSink, 'snapshotChunk'>, signal: AbortSignal): Promise<void> {
  const { table } = family;
  const expectedRows = family.countRows(atMs);
  let rows: CellValue[][] = [];
  const send = async (): Promise<void> => {
    await sink.snapshotChunk({ table, rows, expectedRows });
    rows = [];
    // A whole city takes seconds: whoever shares this thread gets a turn after every chunk.
    await nextTurn();
    signal.throwIfAborted();
  };
  for (const row of family.rowsAt(atMs)) {
    rows.push(positionalValues(table, row));
    if (rows.length === ROWS_A_CHUNK) await send();
  }
  if (rows.length > 0) await send();
}

/** Sends every row as it stands at this moment. Rejects with the signal's reason when it aborts. */
export async function sendSnapshot(
  families: readonly AnyRowFamily[],
  atMs: number,
  position: SourcePosition,
  sink: Pick<ChangeSink, 'beginSnapshot' | 'snapshotChunk' | 'endSnapshot'>,
  signal: AbortSignal,
): Promise<void> {
  const expectedRows = families.reduce((sum, family) => sum + family.countRows(atMs), 0);
  await sink.beginSnapshot(position, expectedRows);
  for (const family of families) await sendTable(family, atMs, sink, signal);
  await sink.endSnapshot();
}
