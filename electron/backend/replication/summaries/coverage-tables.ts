import { TASK_STATES } from '../../../../shared/domain/screening.ts';
import { Sql } from '../../db/sql.ts';
import { OPEN_CONDITION } from './coverage-counts.ts';
import type { SummaryTable } from './summary-table.ts';

const PLACED = 'task.placement = 0 AND task.grid >= 0';

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

/**
 * Open placed tasks that are not due when their batch is, at their own due time (`own`) and at their batch's (`elsewhere`); those of a batch that
 * is not known at their own alone. Overdue at T are the open tasks of the batches due by then, plus `own`, minus `elsewhere`, up to T. Mostly
 * empty: a row for every task cost a small transaction a page and a statement more.
 */
export const summaryOwnDue: SummaryTable = {
  name: 'summary_own_due',
  keys: ['grid', 'batch_id', 'due_at'],
  counts: ['own', 'elsewhere'],
  presence: ['own', 'elsewhere'],
  recount: new Sql(
    `WITH apart AS (
       SELECT grid, batch_id, task.due_at AS due_at, batch.due_at AS batch_due_at FROM task LEFT JOIN batch ON batch.id = batch_id
       WHERE ${PLACED} AND ${OPEN_CONDITION} AND task.due_at IS NOT batch.due_at
     )
     SELECT grid, batch_id, due_at, SUM(own), SUM(elsewhere) FROM (
       SELECT grid, batch_id, due_at, 1 AS own, 0 AS elsewhere FROM apart
       UNION ALL SELECT grid, batch_id, batch_due_at, 0, 1 FROM apart WHERE batch_due_at IS NOT NULL
     ) GROUP BY grid, batch_id, due_at`,
    [],
  ),
};
