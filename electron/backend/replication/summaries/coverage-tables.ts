import { TASK_STATES } from '../../../../shared/domain/screening.ts';
import { DAY_MS, startOfDay } from '../../../../shared/domain/time.ts';
import { Sql } from '../../db/sql.ts';
import { COVERAGE_COUNTS, COVERAGE_COUNT_EXPRESSIONS, OPEN_CONDITION } from './coverage-counts.ts';
import type { SummaryTable } from './summary-table.ts';

const PLACED = 'task.placement = 0 AND task.grid >= 0';
const SUMS = COVERAGE_COUNTS.map((count) => `SUM(${count})`).join(', ');
/** dayOf() in SQL. Times in the replica are never negative, so that integer division rounds down. */
const dayOf = (time: string) => `(${time} + ${-startOfDay(0)}) / ${DAY_MS}`;

export const summaryGridBatch: SummaryTable = {
  name: 'summary_grid_batch',
  keys: ['batch_id', 'grid'],
  counts: COVERAGE_COUNTS,
  presence: ['listed'],
  recount: new Sql(`SELECT batch_id, grid, ${COVERAGE_COUNT_EXPRESSIONS} FROM task WHERE ${PLACED} GROUP BY batch_id, grid`, []),
};

/** By reporting day: the civil day of the batch's due time; of the task's own while its batch is not known. */
export const summaryGridDay: SummaryTable = {
  name: 'summary_grid_day',
  keys: ['day', 'grid'],
  counts: COVERAGE_COUNTS,
  presence: ['listed'],
  recount: new Sql(
    `SELECT day, grid, ${SUMS} FROM (
       SELECT ${dayOf('batch.due_at')} AS day, summary_grid_batch.* FROM summary_grid_batch JOIN batch ON batch.id = summary_grid_batch.batch_id
       UNION ALL
       SELECT ${dayOf('task.due_at')} AS day, batch_id, grid, ${COVERAGE_COUNT_EXPRESSIONS} FROM task
       WHERE ${PLACED} AND batch_id IN (SELECT batch_id FROM summary_grid_batch EXCEPT SELECT id FROM batch) GROUP BY day, batch_id, grid
     ) GROUP BY day, grid`,
    [],
  ),
};

/** All batches in the replica. */
export const summaryGrid: SummaryTable = {
  name: 'summary_grid',
  keys: ['grid'],
  counts: COVERAGE_COUNTS,
  presence: ['listed'],
  recount: new Sql(`SELECT grid, ${SUMS} FROM summary_grid_batch GROUP BY grid`, []),
};

/** Tasks that match no grid, or several; street −1 when not even that is known. */
export const summaryUnplaced: SummaryTable = {
  name: 'summary_unplaced',
  keys: ['batch_id', 'street', 'placement'],
  counts: ['listed', 'withdrawn'],
  presence: ['listed'],
  recount: new Sql(
    `SELECT batch_id, street, placement, COUNT(*), COUNT(*) FILTER (WHERE state = ${TASK_STATES.indexOf('withdrawn')}) FROM task WHERE NOT (${PLACED}) GROUP BY batch_id, street, placement`,
    [],
  ),
};

/** Placed tasks that will be overdue after `due_at`; overdue at T = the sum of `open` with due_at < T. */
export const summaryOpenDue: SummaryTable = {
  name: 'summary_open_due',
  keys: ['batch_id', 'due_at', 'grid'],
  counts: ['open'],
  presence: ['open'],
  recount: new Sql(
    `SELECT batch_id, due_at, grid, COUNT(*) FROM task WHERE ${PLACED} AND ${OPEN_CONDITION} GROUP BY batch_id, due_at, grid`,
    [],
  ),
};
