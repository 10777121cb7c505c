import type { AreaCounts } from '../../../../shared/domain/area-counts.ts';
import { TASK_STATES, type TaskState } from '../../../../shared/domain/screening.ts';
import { startOfDay } from '../../../../shared/domain/time.ts';
import type { TableRow } from '../../../../shared/tables/index.ts';
import type { ReadDb } from '../../db/database.ts';
import { sql } from '../../db/sql.ts';

type Task = TableRow<'task'>;

/** Figures of a reporting day as whoever holds the list would count them: one task after another, without any of the report's own SQL. */
export function tasksOfDay(read: ReadDb, day: number): Task[] {
  return read.rows<Task>(sql`SELECT task.* FROM task JOIN batch ON batch.id = task.batch_id
    WHERE batch.due_at >= ${startOfDay(day)} AND batch.due_at < ${startOfDay(day + 1)}`);
}

function stateAt(task: Task, atMs: number): TaskState {
  const was = (moment: number | null): boolean => moment !== null && moment <= atMs;
  if (was(task.withdrawn_at)) return 'withdrawn';
  if (was(task.verified_at)) return 'verified';
  if (was(task.deferred_at)) return 'deferred';
  if (was(task.unreachable_at)) return 'unreachable';
  if (was(task.started_at)) return 'inProgress';
  return was(task.assigned_at) ? 'assigned' : 'pushed';
}

/** Counts of the tasks that satisfy `isPlacedIn`, and of those without a grid that satisfy `isUnplacedIn`. */
export function recount(
  tasks: readonly Task[],
  atMs: number,
  isPlacedIn: (task: Task) => boolean,
  isUnplacedIn: (task: Task) => boolean,
): AreaCounts {
  const states = Object.fromEntries(TASK_STATES.map((state) => [state, 0])) as Record<TaskState, number>;
  const totals = { listed: 0, verifiedOnTime: 0, overdue: 0, unplaced: 0 };
  const outcomes = [0, 0, 0, 0, 0, 0, 0];
  for (const task of tasks) {
    if (task.pushed_at > atMs) continue;
    const state = stateAt(task, atMs);
    if (task.placement !== 0 || task.grid < 0) {
      if (state !== 'withdrawn' && isUnplacedIn(task)) totals.unplaced++;
      continue;
    }
    if (!isPlacedIn(task)) continue;
    totals.listed++;
    states[state]++;
    if (state === 'verified') {
      outcomes[task.outcome - 1] = (outcomes[task.outcome - 1] ?? 0) + 1;
      if ((task.verified_at ?? 0) <= task.due_at) totals.verifiedOnTime++;
    } else if (state !== 'deferred' && state !== 'withdrawn' && task.due_at <= atMs) totals.overdue++;
  }
  return { ...totals, ...states, outcomes };
}
