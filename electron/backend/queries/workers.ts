import type { WorkerListRow } from '../../../shared/contract/backend-api.ts';
import { type AreaRef, type GridRange, gridRangeOf } from '../../../shared/domain/areas.ts';
import { dayOf, startOfDay } from '../../../shared/domain/time.ts';
import { TABLES } from '../../../shared/tables/index.ts';
import type { WorkerRow } from '../../../shared/tables/worker.table.ts';
import { type Sql, sql } from '../db/sql.ts';
import { inGrids } from './area-filter.ts';
import { TASK_STATE } from './codes.ts';
import { masked } from './masked.ts';
import type { QueryContext } from './query-context.ts';

type ListedWorker = WorkerRow & {
  readonly present_grid: number | null;
  readonly located_at: number | null;
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
    openTasks: worker.open_tasks,
    verifiedToday: worker.verified_today,
  };
}

/** @param keys a SELECT of worker ids */
function readWorkers({ db, clock }: QueryContext, keys: Sql): WorkerListRow[] {
  const dayStartMs = startOfDay(dayOf(clock.now()));
  const rows = db.rows<ListedWorker>(sql`SELECT worker.*, position.grid AS present_grid, position.located_at,
      (SELECT COUNT(*) FROM task WHERE worker_id = worker.id
        AND state IN (${TASK_STATE.assigned}, ${TASK_STATE.inProgress}, ${TASK_STATE.unreachable})) AS open_tasks,
      (SELECT COUNT(*) FROM task WHERE worker_id = worker.id AND state = ${TASK_STATE.verified} AND verified_at >= ${dayStartMs}) AS verified_today
    FROM worker LEFT JOIN position ON position.worker_id = worker.id
    WHERE worker.id IN (${keys}) ORDER BY position.located_at IS NULL, worker.grid, worker.id`);
  return rows.map((row) => toListRow(masked(row, TABLES.worker)));
}

/** Workers responsible for an area or standing in it, those on duty first. */
export function workers(context: QueryContext, area: AreaRef): WorkerListRow[] {
  const range: GridRange = gridRangeOf(context.city, area);
  return readWorkers(context, sql`SELECT id FROM worker WHERE ${inGrids('grid', range)}
    UNION SELECT worker_id FROM position WHERE ${inGrids('grid', range)}`);
}

/** Workers who stand in a grid now. */
export function workersPresent(context: QueryContext, grid: number): WorkerListRow[] {
  return readWorkers(context, sql`SELECT worker_id FROM position WHERE grid = ${grid}`);
}
