import { type DayNumber, startOfDay } from '../../../shared/domain/time.ts';
import type { ReadDb, SqlCell } from '../db/database.ts';
import { Sql, sql } from '../db/sql.ts';
import { breathe } from '../queries/in-slices.ts';
import { TrackPool } from './track-pool.ts';

const COLUMNS = new Sql(
  'track.id, track.worker_id, track.started_at, ends_at, known_until, track.grid, COALESCE(worker.role, 0), fixes',
  [],
);
const TRACKS_PER_SLICE = 500;
const { signal: NEVER_ABORTED } = new AbortController();

/** Tracks of the shifts that began on one day, as the replica has them. */
export class DayTracks {
  readonly pool = new TrackPool();
  readonly #db: ReadDb;
  readonly #day: DayNumber;
  readonly #touched = new Set<number>();
  #isRead = false;
  #reading: Promise<void> | null = null;

  constructor(db: ReadDb, day: DayNumber) {
    this.#db = db;
    this.#day = day;
  }

  touch(ids: readonly number[]): void {
    for (const id of ids) this.#touched.add(id);
  }

  async bringUpToDate(): Promise<void> {
    if (!this.#isRead) await (this.#reading ??= this.#readAll());
    if (this.#touched.size === 0) return;
    const gone = new Set(this.#touched);
    this.#touched.clear();
    for (const [id] of this.#keep(this.#read(sql`track.id IN (SELECT value FROM json_each(${JSON.stringify([...gone])}))`)))
      gone.delete(Number(id));
    for (const id of gone) this.pool.remove(id);
  }

  async #readAll(): Promise<void> {
    for (let last = Number.MIN_SAFE_INTEGER; ; ) {
      const rows = this.#keep(this.#read(sql`track.id > ${last} ORDER BY track.id LIMIT ${TRACKS_PER_SLICE}`));
      if (rows.length < TRACKS_PER_SLICE) break;
      last = Number(rows.at(-1)?.[0]);
      await breathe(NEVER_ABORTED);
    }
    this.pool.trim();
    this.#isRead = true;
  }

  #read(condition: Sql): SqlCell[][] {
    return this.#db.values(sql`SELECT ${COLUMNS} FROM track LEFT JOIN worker ON worker.id = track.worker_id
      WHERE track.started_at >= ${startOfDay(this.#day)} AND track.started_at < ${startOfDay(this.#day + 1)} AND ${condition}`);
  }

  #keep(rows: readonly (readonly SqlCell[])[]): readonly (readonly SqlCell[])[] {
    for (const [id, worker, startedAt, endsAt, knownUntil, grid, role, fixes] of rows) {
      if (!(fixes instanceof Uint8Array)) continue;
      this.pool.put({
        id: Number(id),
        worker: Number(worker),
        startedAtMs: Number(startedAt),
        endsAtMs: Number(endsAt),
        knownUntilMs: Number(knownUntil),
        grid: Number(grid),
        role: Number(role),
        fixes,
      });
    }
    return rows;
  }
}
