import type { Client, QueryResultRow } from 'pg';
import { TABLES, type TableName } from '../../../../shared/tables/index.ts';
import { UPSTREAM_SCHEMA } from '../../../../shared/tables/upstream.ts';
import { readCatalog, type UpstreamCatalog } from './catalog.ts';
import type { CityCodes } from './city-codes.ts';
import { asFault } from './classify-error.ts';
import { disconnect } from './connect.ts';
import { columnReaders, copyRows } from './copy-table.ts';
import { SourceFailedError } from '../../replication/change.ts';

/** A connection for questions beside the stream; they are asked one after the other, whoever asks. */
export class ControlLine {
  readonly #client: Client;
  readonly #silenceLimitMs: number;
  #last: Promise<unknown> = Promise.resolve();

  /** @param silenceLimitMs when rows that were asked for do not come for so long, the line is lost */
  constructor(client: Client, silenceLimitMs: number) {
    this.#client = client;
    this.#silenceLimitMs = silenceLimitMs;
  }

  /** @throws SourceFailedError */
  async rows<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return this.#inTurn(async () => (await this.#client.query<Row>(text, [...values])).rows);
  }

  /** The first row. @throws SourceFailedError */
  async row<Row extends QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<Row> {
    const [row] = await this.rows<Row>(text, values);
    if (row === undefined) throw new SourceFailedError('source-failed', { reason: 'no-row' });
    return row;
  }

  catalog(publication: string): Promise<UpstreamCatalog> {
    return this.#inTurn(() => readCatalog(this.#client, publication));
  }

  /**
   * Cells of these columns by key, as upstream holds them now; a key that it no longer publishes is left out.
   * @param keys as upstream writes them
   */
  async cells(
    table: TableName,
    catalog: UpstreamCatalog,
    columns: readonly string[],
    keys: readonly (number | string)[],
    codes: CityCodes,
  ) {
    const { key } = TABLES[table];
    const readers = columnReaders(table, catalog, [key, ...columns], codes);
    const filter = catalog.publication?.tables.get(table)?.rowFilter ?? 'true';
    const literals = keys.map((value) => (typeof value === 'number' ? String(value) : this.#client.escapeLiteral(value)));
    const select = `SELECT ${[key, ...columns].join(', ')} FROM ${UPSTREAM_SCHEMA}.${table} WHERE ${key} IN (${literals.join(', ')}) AND (${filter})`;
    return this.#inTurn(async () => {
      const found = new Map<unknown, readonly unknown[]>();
      for await (const rows of copyRows(this.#client, select, readers, this.#silenceLimitMs)) {
        for (const [keyCell, ...cells] of rows) found.set(keyCell, cells);
      }
      return found;
    });
  }

  close(): void {
    disconnect(this.#client);
  }

  #inTurn<Result>(ask: () => Promise<Result>): Promise<Result> {
    const answer = this.#last.then(ask).catch((error: unknown) => {
      throw asFault(error);
    });
    this.#last = answer.catch(() => undefined);
    return answer;
  }
}
