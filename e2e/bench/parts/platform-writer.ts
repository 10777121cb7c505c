import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import type { City } from '../../../shared/city/city.ts';
import type { TableRow } from '../../../shared/tables/index.ts';
import type { Change, SnapshotChunk } from '../../../electron/backend/replication/change.ts';
import { PlatformSink } from '../../../electron/hosts/platform/platform-sink.ts';
import { CityLife, STEPS_AND_VISITS } from './city-life.ts';

/** One transaction on the platform. Times are milliseconds since the Unix epoch with fractions, comparable between processes of one machine. */
export interface Commit {
  /** What the marker's `list_version` says in this transaction. */
  readonly sequence: number;
  readonly rows: number;
  /** When it was due by the rate that was asked for. */
  readonly dueAtMs: number;
  /** When its first statement was sent, and when the server had committed it. */
  readonly begunAtMs: number;
  readonly committedAtMs: number;
}

export interface WriteRate {
  readonly rowsPerSecond: number;
  readonly rowsPerTransaction: number;
  readonly durationMs: number;
}

/**
 * Key of the batch that every transaction changes last, unless it is written for a relay: batches go to every station, so each sees which
 * transaction it has.
 */
export const MARKER_BATCH_ID = 2 ** 33;

const FEED = 'bench';

export function preciseNow(): number {
  return performance.timeOrigin + performance.now();
}

/** Writes a working day of the city onto the platform at a constant rate, and keeps when each transaction was committed. */
export class PlatformWriter {
  readonly #sink: PlatformSink;
  readonly #chunks: readonly SnapshotChunk[];
  readonly #life: CityLife;
  readonly #isMarked: boolean;
  #sequence = 0;

  /**
   * @param client a connection of `platform_writer` of its own
   * @param chunks a snapshot, e.g. of `gatherSnapshot`
   * @param forRelay writes only what a relay hands on, and no marker: it would be a message to every street with every transaction
   */
  constructor(client: Client, city: City, chunks: readonly SnapshotChunk[], { forRelay = false } = {}) {
    this.#sink = new PlatformSink({ client, city, feed: FEED, clock: { now: () => Date.now() } });
    this.#chunks = chunks;
    this.#life = forRelay ? new CityLife(chunks, STEPS_AND_VISITS) : new CityLife(chunks);
    this.#isMarked = !forRelay;
  }

  /** Replaces everything on the platform by the snapshot and the marker. Answers the rows written. */
  async fill(): Promise<number> {
    const marker: TableRow<'batch'> = {
      id: MARKER_BATCH_ID,
      code: 'BENCH',
      pushed_at: Date.now(),
      due_at: Date.now(),
      agency: '',
      origin_area: '',
      list_version: 0,
    };
    await this.#sink.beginSnapshot('0');
    for (const chunk of this.#chunks) await this.#sink.snapshotChunk(chunk);
    await this.#sink.snapshotChunk({ table: 'batch', rows: [Object.values(marker)], expectedRows: 1 });
    await this.#sink.endSnapshot();
    return this.#chunks.reduce((sum, { rows }) => sum + rows.length, 1);
  }

  /** Transactions in equal intervals. One that is late does not put off the next: what was asked for is written in the end. */
  async write({ rowsPerSecond, rowsPerTransaction, durationMs }: WriteRate, signal?: AbortSignal): Promise<readonly Commit[]> {
    const intervalMs = (rowsPerTransaction / rowsPerSecond) * 1000;
    const count = Math.ceil(durationMs / intervalMs);
    const startMs = preciseNow();
    const commits: Commit[] = [];
    for (let index = 0; index < count && signal?.aborted !== true; index += 1) {
      const dueAtMs = startMs + index * intervalMs;
      const aheadMs = dueAtMs - preciseNow();
      if (aheadMs > 1) await wait(aheadMs);
      commits.push(await this.#commit(rowsPerTransaction, dueAtMs));
    }
    return commits;
  }

  /** As fast as the server takes it: a backlog for whoever was away. */
  async writeBacklog(rows: number, rowsPerTransaction: number): Promise<readonly Commit[]> {
    const commits: Commit[] = [];
    for (let left = rows; left > 0; left -= rowsPerTransaction)
      commits.push(await this.#commit(Math.min(left, rowsPerTransaction), preciseNow()));
    return commits;
  }

  async #commit(rows: number, dueAtMs: number): Promise<Commit> {
    const atMs = Date.now();
    this.#sequence += 1;
    const marker: Change = { op: 'patch', table: 'batch', key: MARKER_BATCH_ID, values: { list_version: this.#sequence } };
    const changes = this.#isMarked ? [...this.#life.changes(rows - 1, atMs), marker] : this.#life.changes(rows, atMs);
    const begunAtMs = preciseNow();
    await this.#sink.transaction({ position: String(this.#sequence), committedAtMs: atMs, changes });
    return { sequence: this.#sequence, rows, dueAtMs, begunAtMs, committedAtMs: preciseNow() };
  }
}
