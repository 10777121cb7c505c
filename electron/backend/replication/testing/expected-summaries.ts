import { TASK_OUTCOMES, TASK_STATES } from '../../../../shared/domain/screening.ts';
import { dayOf, HOUR_MS } from '../../../../shared/domain/time.ts';
import type { AlertRow } from '../../../../shared/tables/alert.table.ts';
import type { BatchRow } from '../../../../shared/tables/batch.table.ts';
import type { PositionRow } from '../../../../shared/tables/position.table.ts';
import type { TaskRow } from '../../../../shared/tables/task.table.ts';
import type { WorkOrderRow } from '../../../../shared/tables/work-order.table.ts';
import type { ReadDb } from '../../db/database.ts';
import { Sql, sql } from '../../db/sql.ts';
import { SUMMARY_TABLES } from '../summaries/index.ts';

type Rows = readonly (readonly number[])[];

/** Adds up [keys, counts] pairs by key, drops rows of zeros and sorts: the plainest way to count. */
function tally(pairs: readonly (readonly [readonly number[], readonly number[]])[]): Rows {
  const sums = new Map<string, number[]>();
  for (const [key, counts] of pairs) {
    const sum = sums.get(key.join()) ?? counts.map(() => 0);
    sums.set(
      key.join(),
      sum.map((value, index) => value + (counts[index] ?? 0)),
    );
  }
  return sortRows(
    [...sums].filter(([, sum]) => sum.some((value) => value > 0)).map(([key, sum]) => [...key.split(',').map(Number), ...sum]),
  );
}

function sortRows(rows: readonly (readonly number[])[]): Rows {
  return rows.toSorted((a, b) => {
    const index = a.findIndex((value, at) => value !== b[at]);
    return index < 0 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
  });
}

const bit = (condition: boolean) => (condition ? 1 : 0);

function coverageOf(task: TaskRow): readonly number[] {
  const state = TASK_STATES[task.state];
  const verified = state === 'verified';
  return [
    1,
    ...TASK_STATES.map((name) => bit(name === state)),
    bit(verified && task.verified_at !== null && task.verified_at <= task.due_at),
    ...TASK_OUTCOMES.slice(1).map((name) => bit(verified && name === TASK_OUTCOMES[task.outcome])),
  ];
}

function expectedCoverage(tasks: readonly TaskRow[], batches: readonly BatchRow[]): Record<string, Rows> {
  const dueOfBatch = new Map(batches.map((batch) => [batch.id, batch.due_at]));
  const isPlaced = (task: TaskRow) => task.placement === 0 && task.grid >= 0;
  const placed = tasks.filter(isPlaced);
  const open = placed.filter((task) => ['pushed', 'assigned', 'inProgress', 'unreachable'].includes(TASK_STATES[task.state] ?? ''));
  return {
    summary_grid_batch: tally(placed.map((task) => [[task.batch_id, task.grid], coverageOf(task)])),
    summary_grid_day: tally(placed.map((task) => [[dayOf(dueOfBatch.get(task.batch_id) ?? task.due_at), task.grid], coverageOf(task)])),
    summary_grid: tally(placed.map((task) => [[task.grid], coverageOf(task)])),
    summary_unplaced: tally(
      tasks
        .filter((task) => !isPlaced(task))
        .map((task) => [
          [task.batch_id, task.street, task.placement],
          [1, bit(TASK_STATES[task.state] === 'withdrawn')],
        ]),
    ),
    summary_open_due: tally(open.map((task) => [[task.batch_id, task.due_at, task.grid], [1]])),
  };
}

function placeOf(row: { readonly placement: number; readonly grid: number }): number {
  return row.placement === 0 && row.grid >= 0 ? row.grid : -1;
}

function expectedAlerts(alerts: readonly AlertRow[]): Record<string, Rows> {
  return {
    summary_alert_open: tally(
      alerts.map((alert) => [
        [placeOf(alert), alert.level],
        [bit(alert.state === 0), bit(alert.state === 1)],
      ]),
    ),
    summary_alert_hour: tally(
      alerts.map((alert) => [
        [Math.floor((alert.raised_at + 8 * HOUR_MS) / HOUR_MS), placeOf(alert)],
        [0, 1, 2, 3].map((level) => bit(alert.level === level)),
      ]),
    ),
  };
}

/** Every summary by counting rows one by one in JavaScript, without any of the replica's SQL. */
export function expectedSummaries(db: ReadDb): Record<string, Rows> {
  const openOrders = db.rows<WorkOrderRow>(sql`SELECT * FROM work_order`).filter((order) => order.state !== 4 && order.state !== 5);
  return {
    ...expectedCoverage(db.rows<TaskRow>(sql`SELECT * FROM task`), db.rows<BatchRow>(sql`SELECT * FROM batch`)),
    ...expectedAlerts(db.rows<AlertRow>(sql`SELECT * FROM alert`)),
    summary_work_order_open: tally(
      openOrders.map((order) => [[placeOf(order)], [1, bit(order.supervised !== 0), bit(order.deferred_at !== null)]]),
    ),
    summary_worker_grid: tally(db.rows<PositionRow>(sql`SELECT * FROM position`).map((position) => [[position.grid], [1]])),
  };
}

/** The summaries as they stand. */
export function storedSummaries(db: ReadDb): Record<string, Rows> {
  return Object.fromEntries(
    SUMMARY_TABLES.map(({ name }) => [name, sortRows(db.values(new Sql(`SELECT * FROM ${name}`, [])) as number[][])]),
  );
}

/** The summaries as a full recount makes them. */
export function recountedSummaries(db: ReadDb): Record<string, Rows> {
  return Object.fromEntries(SUMMARY_TABLES.map(({ name, recount }) => [name, sortRows(db.values(recount) as number[][])]));
}
