import type { Client } from 'pg';
import type { City } from '../../../shared/city/city.ts';
import { TABLE_NAMES } from '../../../shared/tables/index.ts';
import { UPSTREAM_SCHEMA } from '../../../shared/tables/upstream.ts';
import type { Clock } from '../../backend/clock.ts';
import type { RowSink, ChangeTransaction, SnapshotChunk, SourcePosition } from '../../backend/replication/change.ts';
import { changeStatements } from './change-statements.ts';
import { TableCopy } from './table-copy.ts';
import { UpstreamCells } from './upstream-cells.ts';

/** How far a system that writes onto the platform has come. */
export interface FeedPosition {
  readonly position: SourcePosition;
  readonly committedAtMs: number;
}

export interface PlatformSinkOptions {
  /** A connection of `platform_writer`, used by this sink alone. It stays open when a snapshot fails half way: close it to roll back. */
  readonly client: Client;
  readonly city: City;
  /** Name of the writing system in platform.feed. */
  readonly feed: string;
  /** The source's clock: a snapshot is of its moment. */
  readonly clock: Pick<Clock, 'now'>;
}

/** Where a feed stands; null before its first snapshot. */
export async function readFeed(client: Client, feed: string): Promise<FeedPosition | null> {
  const { rows } = await client.query<{ position: string; committed_at: Date }>(
    `SELECT position, committed_at FROM ${UPSTREAM_SCHEMA}.feed WHERE name = $1`,
    [feed],
  );
  const [row] = rows;
  return row === undefined ? null : { position: row.position, committedAtMs: row.committed_at.getTime() };
}

/** Writes what a source says into PostgreSQL: each transaction of the source is one there, with the source's position in it. */
export class PlatformSink implements RowSink {
  readonly #client: Client;
  readonly #feed: string;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #cells: UpstreamCells;
  #copy: TableCopy | null = null;
  #snapshot: FeedPosition = { position: '', committedAtMs: 0 };

  constructor({ client, city, feed, clock }: PlatformSinkOptions) {
    this.#client = client;
    this.#feed = feed;
    this.#clock = clock;
    this.#cells = new UpstreamCells(city);
  }

  /** Nothing of a snapshot is seen before its end; the tables are locked for readers until then. */
  async beginSnapshot(position: SourcePosition): Promise<void> {
    this.#copy = null;
    this.#snapshot = { position, committedAtMs: this.#clock.now() };
    await this.#client.query('BEGIN');
    await this.#client.query(`TRUNCATE ${TABLE_NAMES.map((name) => `${UPSTREAM_SCHEMA}.${name}`).join(', ')}`);
  }

  async snapshotChunk({ table, rows }: SnapshotChunk): Promise<void> {
    if (this.#copy?.table !== table) {
      await this.#copy?.end();
      this.#copy = new TableCopy(this.#client, table);
    }
    await this.#copy.write(this.#cells.copyText(table, rows));
  }

  async endSnapshot(): Promise<void> {
    await this.#copy?.end();
    this.#copy = null;
    await this.#writePosition(this.#snapshot);
    await this.#client.query('COMMIT');
  }

  async transaction({ position, committedAtMs, changes }: ChangeTransaction): Promise<void> {
    await this.#client.query('BEGIN');
    try {
      for (const statement of changeStatements(changes, this.#cells)) await this.#client.query(statement);
      await this.#writePosition({ position, committedAtMs });
      await this.#client.query('COMMIT');
    } catch (error) {
      // Where the connection is gone the server has rolled back by itself.
      await this.#client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  heartbeat(): void {}

  /** For who says positions elsewhere: those of an earlier run tell where nobody is any more. */
  async forgetPositions(): Promise<void> {
    await this.#client.query(`DELETE FROM ${UPSTREAM_SCHEMA}.position`);
  }

  async #writePosition({ position, committedAtMs }: FeedPosition): Promise<void> {
    await this.#client.query({
      name: 'feed',
      text: `INSERT INTO ${UPSTREAM_SCHEMA}.feed VALUES ($1, $2, $3)
        ON CONFLICT (name) DO UPDATE SET position = EXCLUDED.position, committed_at = EXCLUDED.committed_at`,
      values: [this.#feed, position, new Date(committedAtMs)],
    });
  }
}
