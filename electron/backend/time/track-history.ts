import type { City } from '../../../shared/city/city.ts';
import { TASKS_UNKNOWN, type WorkersSnapshot } from '../../../shared/contract/topics.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { dayOf, type DayNumber, startOfDay } from '../../../shared/domain/time.ts';
import { decodeFixes, positionAt, type TrackFixes } from '../../../shared/domain/track-fixes.ts';
import { lazyGridLocator, type LocateGrid } from '../city/grid-locator.ts';
import type { ReadDb, SqlCell } from '../db/database.ts';
import { Sql, sql } from '../db/sql.ts';
import { breathe } from '../queries/in-slices.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { workerColumns } from '../topics/workers-state.ts';
import type { NumberRow } from '../topics/keyed-rows.ts';

const COLUMNS = new Sql(
  'track.id, track.worker_id, track.started_at, ends_at, known_until, track.grid, COALESCE(worker.role, 0), fixes',
  [],
);
const TRACKS_PER_SLICE = 500;
/** The axis' 14 days and the day before them, whose night shifts reach into it: a scrub to and fro reads none twice. */
const DAYS_KEPT = 15;
const { signal: NEVER_ABORTED } = new AbortController();

interface Track {
  readonly worker: number;
  readonly startedAtMs: number;
  readonly endsAtMs: number;
  readonly knownUntilMs: number;
  readonly role: number;
  readonly fixes: TrackFixes;
  /** Where the worker was found last: looked at first the next time. */
  lastGrid: number;
}

/** Tracks of the shifts that began on one day, as the replica has them. */
class DayTracks {
  readonly tracks = new Map<number, Track>();
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
    for (const id of this.#touched) this.tracks.delete(id);
    this.#keep(this.#read(sql`track.id IN (SELECT value FROM json_each(${JSON.stringify([...this.#touched])}))`));
    this.#touched.clear();
  }

  async #readAll(): Promise<void> {
    for (let last = Number.MIN_SAFE_INTEGER; ; ) {
      const rows = this.#read(sql`track.id > ${last} ORDER BY track.id LIMIT ${TRACKS_PER_SLICE}`);
      this.#keep(rows);
      if (rows.length < TRACKS_PER_SLICE) break;
      last = Number(rows.at(-1)?.[0]);
      await breathe(NEVER_ABORTED);
    }
    this.#isRead = true;
  }

  #read(condition: Sql): SqlCell[][] {
    return this.#db.values(sql`SELECT ${COLUMNS} FROM track LEFT JOIN worker ON worker.id = track.worker_id
      WHERE track.started_at >= ${startOfDay(this.#day)} AND track.started_at < ${startOfDay(this.#day + 1)} AND ${condition}`);
  }

  #keep(rows: readonly (readonly SqlCell[])[]): void {
    for (const [id, worker, startedAt, endsAt, knownUntil, grid, role, fixes] of rows) {
      if (!(fixes instanceof Uint8Array)) continue;
      this.tracks.set(Number(id), {
        worker: Number(worker),
        startedAtMs: Number(startedAt),
        endsAtMs: Number(endsAt),
        knownUntilMs: Number(knownUntil),
        role: Number(role),
        fixes: decodeFixes(Number(startedAt), fixes),
        lastGrid: Number(grid),
      });
    }
  }
}

/** Where every worker was at any moment of a shift: some 40 fixes a shift of 17 bytes each, 8 MB a day of 7,000 workers, for the days looked at. */
export class TrackHistory {
  readonly #db: ReadDb;
  readonly #city: City;
  readonly #days = new Map<DayNumber, DayTracks>();
  readonly #locate: LocateGrid;

  constructor(db: ReadDb, city: City) {
    this.#db = db;
    this.#city = city;
    this.#locate = lazyGridLocator(city);
  }

  touch({ replaced, tables }: AppliedTransaction): void {
    const keys = tables.get('track')?.keys ?? [];
    if (replaced || tables.has('worker')) this.#days.clear();
    else if (keys.length > 0) for (const day of this.#days.values()) day.touch(keys);
  }

  /** Who was on duty in a competence, where, and when that was last heard. */
  async standAt(atMs: number, competence: AreaRef): Promise<WorkersSnapshot> {
    const range = competence.level === 'city' ? null : gridRangeOf(this.#city, competence);
    const standing: NumberRow[] = [];
    for (const day of [dayOf(atMs) - 1, dayOf(atMs)]) {
      const tracks = this.#day(day);
      await tracks.bringUpToDate();
      for (const track of tracks.tracks.values()) {
        const row = this.#standingOf(track, atMs);
        const grid = row?.[1] ?? -1;
        if (row !== null && (range === null || (grid >= range.from && grid < range.to))) standing.push(row);
      }
    }
    return { columns: workerColumns(standing) };
  }

  #standingOf(track: Track, atMs: number): NumberRow | null {
    const { worker, startedAtMs, endsAtMs, knownUntilMs, role, fixes } = track;
    if (atMs < startedAtMs || atMs >= endsAtMs) return null;
    const position = positionAt(fixes, atMs, knownUntilMs);
    if (position === null) return null;
    const { longitude, latitude, locatedAtMs } = position;
    track.lastGrid = this.#locate(position, track.lastGrid);
    return [worker, track.lastGrid, longitude, latitude, 0, locatedAtMs, role, TASKS_UNKNOWN, TASKS_UNKNOWN];
  }

  #day(day: DayNumber): DayTracks {
    const tracks = this.#days.get(day) ?? new DayTracks(this.#db, day);
    this.#days.delete(day);
    this.#days.set(day, tracks);
    for (const oldest of this.#days.keys()) {
      if (this.#days.size <= DAYS_KEPT) break;
      this.#days.delete(oldest);
    }
    return tracks;
  }
}
