import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { TABLES, type TableName } from '../../../../shared/tables/index.ts';
import type { TableSpec } from '../../../../shared/tables/table-spec.ts';
import { BinaryCopyRows } from './binary-copy.ts';
import { cellReader, type CellReader } from './cell-readers.ts';
import type { UpstreamCatalog } from './catalog.ts';
import type { CityCodes } from './city-codes.ts';
import { asFault } from './classify-error.ts';
import { disconnect } from './connect.ts';
import { SourceFailedError } from '../../replication/change.ts';

/** How to read columns of a table out of a binary copy. @throws SourceFailedError for a column that is not there or of another type */
export function columnReaders(table: TableName, catalog: UpstreamCatalog, columns: readonly string[], codes: CityCodes): CellReader[] {
  const spec: TableSpec = TABLES[table];
  return columns.map((name) => {
    const columnSpec = spec.columns[name];
    const found = catalog.tables.get(table)?.columns.find((candidate) => candidate.name === name);
    const reader = columnSpec === undefined || found === undefined ? null : cellReader(columnSpec, found.typeOid, name === spec.key, codes);
    if (reader === null)
      throw new SourceFailedError('source-schema-changed', {
        table,
        column: name,
        change: found === undefined ? 'column-removed' : 'column-retyped',
        found: found?.typeName ?? '',
      });
    return reader;
  });
}

/** The same pieces; gives up where the next one does not come in time. Whoever takes his time with a piece is not hurried. */
async function* heard(pieces: AsyncIterable<unknown>, limitMs: number, giveUp: () => void): AsyncGenerator {
  let limit = setTimeout(giveUp, limitMs);
  try {
    for await (const piece of pieces) {
      clearTimeout(limit);
      yield piece;
      limit = setTimeout(giveUp, limitMs);
    }
  } finally {
    clearTimeout(limit);
  }
}

/**
 * Rows of a query, in pieces as they come; the server waits while nobody reads.
 * @param select as many columns as there are readers
 * @param silenceLimitMs when nothing comes for so long although it is waited for, the line is lost
 * @throws SourceFailedError
 */
export async function* copyRows(
  client: Client,
  select: string,
  readers: readonly CellReader[],
  silenceLimitMs: number,
): AsyncGenerator<unknown[][]> {
  const rows = new BinaryCopyRows(readers);
  try {
    const pieces = client.query(copyTo(`COPY (${select}) TO STDOUT (FORMAT binary)`));
    const giveUp = (): void => {
      pieces.destroy(new SourceFailedError('source-unreachable', { reason: 'silent' }));
      disconnect(client);
    };
    for await (const piece of heard(pieces, silenceLimitMs, giveUp)) {
      const complete = rows.read(piece as Buffer);
      if (complete.length > 0) yield complete;
    }
  } catch (error) {
    throw asFault(error);
  }
  if (!rows.isComplete) throw new SourceFailedError('source-unreachable', { reason: 'copy-cut-off' });
}
