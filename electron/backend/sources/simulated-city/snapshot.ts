import { setImmediate as nextTurn } from 'node:timers/promises';
import { SNAPSHOT_ORDER } from '../../../../shared/tables/index.ts';
import type { CellValue } from '../../../../shared/tables/table-spec.ts';
import { type ChangeSink, planOf, type SourcePosition } from '../../replication/change.ts';
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
  const inOrder = families.toSorted((one, other) => SNAPSHOT_ORDER.indexOf(one.table) - SNAPSHOT_ORDER.indexOf(other.table));
  await sink.beginSnapshot(position, planOf(inOrder.map((family) => ({ table: family.table, expectedRows: family.countRows(atMs) }))));
  for (const family of inOrder) await sendTable(family, atMs, sink, signal);
  await sink.endSnapshot();
}
