import type { City } from '../../../shared/city/city.ts';
import { TASKS_UNKNOWN, type WorkersSnapshot } from '../../../shared/contract/topics.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { dayOf, type DayNumber } from '../../../shared/domain/time.ts';
import { gridLocatorOf, type LocateGrid } from '../city/grid-locator.ts';
import type { ReadDb } from '../db/database.ts';
import type { AppliedTransaction } from '../replication/applied.ts';
import { workerColumns } from '../topics/workers-state.ts';
import type { NumberRow } from '../topics/keyed-rows.ts';
import { DayTracks } from './day-tracks.ts';
import { LatestPositions } from './latest-positions.ts';
import type { TrackPool } from './track-pool.ts';

/** The axis' 14 days and the day before them, whose night shifts reach into it: a scrub to and fro reads none twice. */
const DAYS_KEPT = 15;

/** Where every worker was at any moment of a shift: see TrackPool for what a day takes, for the days looked at. */
export class TrackHistory {
  readonly #db: ReadDb;
  readonly #city: City;
  readonly #days = new Map<DayNumber, DayTracks>();
  readonly #locate: LocateGrid;

  constructor(db: ReadDb, city: City) {
    this.#db = db;
    this.#city = city;
    this.#locate = gridLocatorOf(city);
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
    const latest = new LatestPositions(this.#db, atMs);
    for (const day of [dayOf(atMs) - 1, dayOf(atMs)]) {
      const tracks = this.#day(day);
      await tracks.bringUpToDate();
      const { pool } = tracks;
      for (let track = 0; track < pool.count; track += 1) {
        const row = this.#standingOf(pool, track, atMs, latest);
        const grid = row?.[1] ?? -1;
        if (row !== null && (range === null || (grid >= range.from && grid < range.to))) standing.push(row);
      }
    }
    return { columns: workerColumns(standing) };
  }

  #standingOf(pool: TrackPool, track: number, atMs: number, latest: LatestPositions): NumberRow | null {
    const { tracks } = pool;
    if (atMs < (tracks.startedAtMs[track] ?? 0) || atMs >= (tracks.endsAtMs[track] ?? 0)) return null;
    const position = pool.positionAt(track, atMs);
    if (position === null) return null;
    const worker = tracks.worker[track] ?? 0;
    const isWritten = atMs <= (tracks.knownUntilMs[track] ?? 0);
    const { longitude, latitude, locatedAtMs, isUnrecorded } = isWritten
      ? { ...position, isUnrecorded: false }
      : latest.of(worker, position);
    const grid = this.#locate({ longitude, latitude }, tracks.lastGrid[track] ?? -1);
    tracks.lastGrid[track] = grid;
    const role = tracks.role[track] ?? 0;
    return [worker, grid, longitude, latitude, 0, locatedAtMs, role, TASKS_UNKNOWN, TASKS_UNKNOWN, isUnrecorded ? 1 : 0];
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
