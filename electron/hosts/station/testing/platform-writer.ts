import type { Client } from 'pg';
import type { City } from '../../../../shared/city/city.ts';
import { TABLES, type TableName, type TableRow } from '../../../../shared/tables/index.ts';
import { testRow } from '../../../backend/replication/testing/rows.ts';
import type { TestPlatform } from '../../platform/testing/test-platform.ts';
import { UpstreamCells, type UpstreamValue } from '../../platform/upstream-cells.ts';

/** Writes single records as the city's systems do. */
export class PlatformWriter {
  readonly client: Client;
  readonly #cells: UpstreamCells;

  constructor(client: Client, city: City) {
    this.client = client;
    this.#cells = new UpstreamCells(city);
  }

  static async connect(platform: TestPlatform, city: City): Promise<PlatformWriter> {
    return new PlatformWriter(await platform.connect('platform_writer'), city);
  }

  async sql(text: string, values: readonly unknown[] = []): Promise<void> {
    await this.client.query(text, [...values]);
  }

  /** All in one transaction. */
  async together(work: () => Promise<void>): Promise<void> {
    await this.sql('BEGIN');
    await work();
    await this.sql('COMMIT');
  }

  /**
   * A new record with plain values.
   * @param given cells as a replica holds them
   * @param raw values as they stand upstream, whatever they are
   */
  async insert<Name extends TableName>(
    table: Name,
    given: Partial<TableRow<Name>>,
    raw: Readonly<Record<string, UpstreamValue>> = {},
  ): Promise<void> {
    const row = { ...this.#cells.row(table, testRow(table, given)), ...raw };
    const columns = Object.keys(TABLES[table].columns);
    const places = columns.map((_, index) => `$${index + 1}`);
    await this.sql(
      `INSERT INTO platform.${table} (${columns.join(', ')}) VALUES (${places.join(', ')})`,
      columns.map((column) => row[column] ?? null),
    );
  }
}
