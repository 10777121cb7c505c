import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type DayNumber, startOfDay } from '../../../shared/domain/time.ts';
import { decodeFixes } from '../../../shared/domain/track-fixes.ts';
import { pathOfShift, type TrackPath } from '../../../shared/domain/track-path.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { TrackRow } from '../../../shared/tables/track.table.ts';
import { sql } from '../db/sql.ts';
import { breathe } from '../queries/in-slices.ts';
import { masked } from '../queries/masked.ts';
import type { QueryContext } from '../queries/query-context.ts';

const TRACKS_PER_SLICE = 500;

type ListedTrack = TrackRow & { readonly worker_name: string | null; readonly role: number | null; readonly home_grid: number | null };

/** A shift of a worker as the replica has it, the name masked. */
export interface ShiftTrack {
  readonly workerId: number;
  readonly name: string;
  readonly role: number;
  readonly homeGrid: number;
  readonly fromMs: number;
  /** Up to when the platform has written it. */
  readonly untilMs: number;
  readonly path: TrackPath;
}

function toShift(row: ListedTrack): ShiftTrack {
  return {
    workerId: row.worker_id,
    name: row.worker_name ?? '',
    role: row.role ?? 0,
    homeGrid: row.home_grid ?? -1,
    fromMs: row.started_at,
    untilMs: row.known_until,
    path: pathOfShift(decodeFixes(row.started_at, row.fixes)),
  };
}

/** Calls `visit` for every shift that began on a day, of one worker or of all, breathing in between. */
export async function eachShift(
  { db }: QueryContext,
  day: DayNumber,
  workerId: number | null,
  signal: CallSignal,
  visit: (shift: ShiftTrack) => void,
): Promise<void> {
  const whose = workerId === null ? sql`TRUE` : sql`track.worker_id = ${workerId}`;
  for (let last = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = db.rows<ListedTrack>(sql`SELECT track.*, worker.worker_name, worker.role, worker.grid AS home_grid
      FROM track LEFT JOIN worker ON worker.id = track.worker_id
      WHERE track.started_at >= ${startOfDay(day)} AND track.started_at < ${startOfDay(day + 1)} AND ${whose} AND track.id > ${last}
      ORDER BY track.id LIMIT ${TRACKS_PER_SLICE}`);
    for (const row of rows) visit(toShift(masked(row, TABLES.worker)));
    if (rows.length < TRACKS_PER_SLICE) return;
    last = rows.at(-1)?.id ?? last;
    await breathe(signal);
  }
}
