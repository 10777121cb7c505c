import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { POSITION_STALE_MS } from '../../../shared/domain/workers.ts';
import type { ReadDb } from '../db/database.ts';
import { sql } from '../db/sql.ts';

/** In 1e-7 degrees, and when it was heard. */
interface Heard {
  readonly longitude: number;
  readonly latitude: number;
  readonly locatedAtMs: number;
}

/** Somebody's handheld tells where it is every few seconds: when none did up to the moment, nothing is known about who was silent. */
const STREAM_QUIET_MS = MINUTE_MS;

/**
 * What is known of workers behind the end of their tracks, which the platform writes every quarter of an hour. Whoever was heard last before the
 * moment has been silent since: the latest position says where and from when. Whoever was heard later was somewhere that nobody has written yet,
 * which is no silence.
 */
export class LatestPositions {
  readonly #db: ReadDb;
  readonly #atMs: number;
  #heard: ReadonlyMap<number, Heard> | null = null;
  #tellsSilence = false;

  constructor(db: ReadDb, atMs: number) {
    this.#db = db;
    this.#atMs = atMs;
  }

  /** @param recorded the last that the track has of the worker */
  of(worker: number, recorded: Heard): Heard & { readonly isUnrecorded: boolean } {
    this.#heard ??= this.#read();
    const heard = this.#heard.get(worker);
    const last = heard ?? recorded;
    // As now, a position of the last ten minutes is good enough.
    const isOld = this.#atMs - last.locatedAtMs > POSITION_STALE_MS;
    return { ...last, isUnrecorded: isOld && (heard === undefined || !this.#tellsSilence) };
  }

  #read(): ReadonlyMap<number, Heard> {
    const newestMs = this.#db.value<number | null>(sql`SELECT MAX(located_at) FROM position`) ?? Number.NEGATIVE_INFINITY;
    this.#tellsSilence = newestMs >= this.#atMs - STREAM_QUIET_MS;
    return new Map(
      this.#db
        .values(sql`SELECT worker_id, longitude, latitude, located_at FROM position WHERE located_at <= ${this.#atMs}`)
        .map(([worker, longitude, latitude, locatedAt]) => [
          Number(worker),
          { longitude: Number(longitude), latitude: Number(latitude), locatedAtMs: Number(locatedAt) },
        ]),
    );
  }
}
