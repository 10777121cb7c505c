import { TABLES } from '../../../shared/tables/index.ts';
import type { CellValue } from '../../../shared/tables/table-spec.ts';
import type { Change, RowSink } from '../../backend/replication/change.ts';

const POSITION_COLUMNS = Object.keys(TABLES.position.columns);

function asChange(cells: readonly CellValue[]): Change {
  const row = Object.fromEntries(POSITION_COLUMNS.map((column, index) => [column, cells[index]]));
  return { op: 'upsert', table: 'position', row } as unknown as Change;
}

/**
 * Takes the positions out of what a source says: records go on to `sink`, positions are said, each after the records of its transaction are stored.
 * @param say is waited for by nobody
 */
export function positionsApart(sink: RowSink, say: (changes: readonly Change[]) => void): RowSink {
  return {
    beginSnapshot: (position) => sink.beginSnapshot(position),
    snapshotChunk: async (chunk) => {
      if (chunk.table === 'position') say(chunk.rows.map(asChange));
      else await sink.snapshotChunk(chunk);
    },
    endSnapshot: () => sink.endSnapshot(),
    transaction: async (transaction) => {
      const isPosition = ({ table }: Change): boolean => table === 'position';
      await sink.transaction({ ...transaction, changes: transaction.changes.filter((change) => !isPosition(change)) });
      say(transaction.changes.filter(isPosition));
    },
    heartbeat: (atMs) => sink.heartbeat(atMs),
  };
}
