import type { Client, QueryConfig } from 'pg';
import { SNAPSHOT_ORDER, TABLES, type TableName } from '../../../../shared/tables/index.ts';
import type { CellValue } from '../../../../shared/tables/table-spec.ts';
import { UPSTREAM_SCHEMA } from '../../../../shared/tables/upstream.ts';
import { type ChangeSink, planOf, type PlannedTable, type SourcePosition } from '../../replication/change.ts';
import type { UpstreamCatalog } from './catalog.ts';
import type { CityCodes } from './city-codes.ts';
import type { QueryTimeout } from './connect.ts';
import { asFault } from './classify-error.ts';
import { columnReaders, copyRows } from './copy-table.ts';

interface SnapshotOptions {
  /** A connection of its own, for as long as it takes. */
  readonly client: Client;
  /** Exported by the connection that made the slot, which must not be used meanwhile. */
  readonly snapshotName: string;
  readonly position: SourcePosition;
  readonly catalog: UpstreamCatalog;
  readonly codes: CityCodes;
  readonly rowsAChunk: number;
  /** A copy that brings nothing for so long has lost its line, and so has a question that is not answered. */
  readonly copySilenceLimitMs: number;
  readonly queryTimeoutMs: number;
  readonly sink: Pick<ChangeSink, 'beginSnapshot' | 'snapshotChunk' | 'endSnapshot'>;
  readonly signal: AbortSignal;
}

interface CopiedTable extends PlannedTable {
  readonly select: string;
}

/** The rows that the publication lets through, column by column in our order. */
function selectOf(table: TableName, { publication }: UpstreamCatalog): string {
  const filter = publication?.tables.get(table)?.rowFilter ?? null;
  return `SELECT ${Object.keys(TABLES[table].columns).join(', ')} FROM ${UPSTREAM_SCHEMA}.${table}${filter === null ? '' : ` WHERE ${filter}`}`;
}

const within = (timeoutMs: number, text: string): QueryConfig & QueryTimeout => ({ text, query_timeout: timeoutMs });

interface PlanRow {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: { readonly 'Plan Rows': number } }];
}

/** What the planner thinks that each table will bring: exact enough for a bar, and it costs nothing. */
async function planTables({ client, catalog, queryTimeoutMs }: SnapshotOptions): Promise<readonly CopiedTable[]> {
  const tables: CopiedTable[] = [];
  for (const table of SNAPSHOT_ORDER) {
    // What is not published goes another way, or stops a station before this.
    if (catalog.publication?.tables.has(table) !== true) continue;
    const select = selectOf(table, catalog);
    const { rows } = await client.query<PlanRow>(within(queryTimeoutMs, `EXPLAIN (FORMAT json) ${select}`));
    tables.push({ table, select, expectedRows: rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0 });
  }
  return tables;
}

async function sendTable({ table, select, expectedRows }: CopiedTable, options: SnapshotOptions): Promise<void> {
  const { client, catalog, codes, sink, signal, rowsAChunk, copySilenceLimitMs } = options;
  const readers = columnReaders(table, catalog, Object.keys(TABLES[table].columns), codes);
  let waiting: unknown[][] = [];
  const send = async (rows: unknown[][]): Promise<void> => {
    signal.throwIfAborted();
    // Cells that are none go to the quarantine, whoever wrote them.
    await sink.snapshotChunk({ table, rows: rows as CellValue[][], expectedRows });
  };
  for await (const rows of copyRows(client, select, readers, copySilenceLimitMs)) {
    waiting = waiting.length === 0 ? rows : waiting.concat(rows);
    if (waiting.length < rowsAChunk) continue;
    await send(waiting);
    waiting = [];
  }
  // Also when there is none: the table is done.
  await send(waiting);
}

/**
 * Sends every row as the exported snapshot shows it. What was committed before the slot's consistent point is in it, all else comes by the stream.
 * @throws SourceFailedError; the sink's own errors
 */
export async function sendSnapshot(options: SnapshotOptions): Promise<void> {
  const { client, snapshotName, sink, position, queryTimeoutMs } = options;
  try {
    await client.query(within(queryTimeoutMs, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'));
    await client.query(within(queryTimeoutMs, `SET TRANSACTION SNAPSHOT ${client.escapeLiteral(snapshotName)}`));
  } catch (error) {
    throw asFault(error);
  }
  const tables = await planTables(options).catch((error: unknown) => {
    throw asFault(error);
  });
  await sink.beginSnapshot(position, planOf(tables.map(({ table, expectedRows }) => ({ table, expectedRows }))));
  for (const table of tables) await sendTable(table, options);
  await sink.endSnapshot();
}
