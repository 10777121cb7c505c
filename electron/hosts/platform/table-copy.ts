import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { TABLES, type TableName } from '../../../shared/tables/index.ts';
import { UPSTREAM_SCHEMA } from '../../../shared/tables/upstream.ts';

/** One COPY into a table, fed piece by piece: the next piece is made while the server reads this one. */
export class TableCopy {
  readonly table: TableName;
  readonly #stream: CopyStreamQuery;
  readonly #finished: Promise<void>;

  constructor(client: Client, table: TableName) {
    this.table = table;
    this.#stream = client.query(copyFrom(`COPY ${UPSTREAM_SCHEMA}.${table} (${Object.keys(TABLES[table].columns).join(', ')}) FROM STDIN`));
    this.#finished = finished(this.#stream);
    // Whoever writes or ends is told.
    this.#finished.catch(() => undefined);
  }

  /** Resolves when there is room for more. @throws what the server has against the rows */
  async write(text: string): Promise<void> {
    if (this.#stream.destroyed) await this.#finished;
    if (!this.#stream.write(text)) await once(this.#stream, 'drain');
  }

  /** Resolves when the server has all rows. @throws what the server has against them */
  async end(): Promise<void> {
    this.#stream.end();
    await this.#finished;
  }
}
