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
  readonly #isOfDay: Sql;
  readonly #touched = new Set<number>();
  #isRead = false;
  #reading: Promise<void> | null = null;

  constructor(db: ReadDb, day: DayNumber) {
    this.#db = db;
    this.#isOfDay = sql`track.started_at >= ${startOfDay(day)} AND track.started_at < ${startOfDay(day + 1)}`;
  }

  touch(ids: readonly number[]): void {
    for (const id of ids) this.#touched.add(id);
  }

  async bringUpToDate(): Promise<void> {
    if (!this.#isRead) await (this.#reading ??= this.#readAll());
    if (this.#touched.size === 0) return;
    const gone = new Set(this.#touched);
    this.#touched.clear();
    for (const id of this.#take([...gone])) gone.delete(id);
    for (const id of gone) this.pool.remove(id);
  }

  /** Of which tracks there are the index knows; to walk over the table in parts would pass those of all days before. */
  async #readAll(): Promise<void> {
    const ids = this.#db.values(sql`SELECT id FROM track WHERE ${this.#isOfDay}`).map(([id]) => Number(id));
    ids.sort((one, other) => one - other);
    for (let first = 0; first < ids.length; first += TRACKS_PER_SLICE) {
      if (first > 0) await breathe(NEVER_ABORTED);
      this.#take(ids.slice(first, first + TRACKS_PER_SLICE));
    }
    this.pool.trim();
    this.#isRead = true;
  }

  /** Takes over tracks of the day as they are now. Answers the ids of those that there are. */
  #take(ids: readonly number[]): readonly number[] {
    const rows = this.#db.values(sql`SELECT ${COLUMNS} FROM track LEFT JOIN worker ON worker.id = track.worker_id
      WHERE track.id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND ${this.#isOfDay} ORDER BY track.id`);
    this.#keep(rows);
    return rows.map(([id]) => Number(id));
  }

  #keep(rows: readonly (readonly SqlCell[])[]): void {
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
  }
}
