import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import type { TrackSpan } from '../../../shared/domain/track-stops.ts';
import { sql } from '../db/sql.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { type ListedVisit, toVisitListRow } from '../queries/visits.ts';

/** The check-ins that a worker made in some shifts, oldest first. */
export function readVisitsOfTracks({ db }: QueryContext, workerId: number, shifts: readonly TrackSpan[]): WorkerTrack['visits'] {
  return shifts.flatMap(({ fromMs, untilMs }) =>
    db
      .rows<ListedVisit>(sql`SELECT *, NULL AS worker_name FROM visit
        WHERE visited_at >= ${fromMs} AND visited_at <= ${untilMs} AND worker_id = ${workerId} ORDER BY visited_at, id`)
      .map((visit) => ({ ...toVisitListRow(visit), grid: visit.grid })),
  );
}
