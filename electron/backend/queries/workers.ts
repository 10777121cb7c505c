import type { WorkerListRow } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { dayOf, startOfDay } from '../../../shared/domain/time.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { WorkerRow } from '../../../shared/tables/worker.table.ts';
import { sql } from '../db/sql.ts';
import { inGrids } from './area-filter.ts';
import { TASK_STATE } from './codes.ts';
import { breathe } from './in-slices.ts';
import { masked } from './masked.ts';
import type { QueryContext } from './query-context.ts';

const WORKERS_PER_SLICE = 1000;

type ListedWorker = WorkerRow & {
  readonly present_grid: number | null;
  readonly located_at: number | null;
  readonly is_unrecorded: number | null;
  readonly open_tasks: number;
  readonly verified_today: number;
};

function toListRow(worker: ListedWorker): WorkerListRow {
  return {
    id: worker.id,
    name: worker.worker_name,
    role: worker.role,
    homeGrid: worker.grid,
    presentGrid: worker.present_grid ?? -1,
    locatedAtMs: worker.located_at,
    isUnrecorded: worker.is_unrecorded === 1,
    openTasks: worker.open_tasks,
    verifiedToday: worker.verified_today,
  };
}

function readWorkers({ db, clock, asOfMs }: QueryContext, ids: readonly number[]): WorkerListRow[] {
  const dayStartMs = startOfDay(dayOf(clock.now()));
  // Only positions of a moment that is past may be missing.
  const isUnrecorded = asOfMs === undefined ? sql`0` : sql`position.is_unrecorded`;
  const rows =
    db.rows<ListedWorker>(sql`SELECT worker.*, position.grid AS present_grid, position.located_at, ${isUnrecorded} AS is_unrecorded,
      (SELECT COUNT(*) FROM task WHERE worker_id = worker.id
        AND state IN (${TASK_STATE.assigned}, ${TASK_STATE.inProgress}, ${TASK_STATE.unreachable})) AS open_tasks,
      (SELECT COUNT(*) FROM task WHERE worker_id = worker.id AND state = ${TASK_STATE.verified} AND verified_at >= ${dayStartMs}) AS verified_today
    FROM worker LEFT JOIN position ON position.worker_id = worker.id
    WHERE worker.id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`);
  return rows.map((row) => toListRow(masked(row, TABLES.worker)));
}

function byDuty(left: WorkerListRow, right: WorkerListRow): number {
  const isOff = ({ locatedAtMs }: WorkerListRow) => (locatedAtMs === null ? 1 : 0);
  return isOff(left) - isOff(right) || left.homeGrid - right.homeGrid || left.id - right.id;
}

/** Workers responsible for an area or standing in it, those on duty first. */
export async function workers(context: QueryContext, area: AreaRef, signal: CallSignal): Promise<WorkerListRow[]> {
  const range = gridRangeOf(context.city, area);
  const ids = context.db
    .values(sql`SELECT id FROM worker WHERE ${inGrids('grid', range)} UNION SELECT worker_id FROM position WHERE ${inGrids('grid', range)}`)
    .map(([id]) => Number(id));
  const listed: WorkerListRow[] = [];
  for (let first = 0; first < ids.length; first += WORKERS_PER_SLICE) {
    if (first > 0) await breathe(signal);
    listed.push(...readWorkers(context, ids.slice(first, first + WORKERS_PER_SLICE)));
  }
  return listed.sort(byDuty);
}

/** Workers who stand in a grid now. */
export function workersPresent(context: QueryContext, grid: number): WorkerListRow[] {
  const ids = context.db.values(sql`SELECT worker_id FROM position WHERE grid = ${grid}`).map(([id]) => Number(id));
  return readWorkers(context, ids).sort(byDuty);
}
