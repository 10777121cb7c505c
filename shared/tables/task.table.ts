import { LIST_MARKS, PERSON_KINDS, PLACEMENTS, TASK_OUTCOMES, TASK_STATES } from '../domain/screening.ts';
import { compound, defineTable, grid, integer, nullable, oneOf, personal, street, text, time, type RowOf } from './table-spec.ts';

/**
 * A screening task (排查任务): one person of one batch. The `*_at` columns keep when each state was entered, so that any figure can be
 * recomputed as of any moment; a column is null while that state was never entered.
 */
export const taskTable = defineTable({
  name: 'task',
  source: 'screening',
  key: 'id',
  columns: {
    id: integer,
    batch_id: integer,
    street,
    /** −1 when unplaced. */
    grid,
    placement: oneOf(PLACEMENTS),
    compound,
    state: oneOf(TASK_STATES),
    outcome: oneOf(TASK_OUTCOMES),
    list_mark: oneOf(LIST_MARKS),
    person_kind: oneOf(PERSON_KINDS),
    /** −1 while nobody is assigned. */
    worker_id: integer,
    attempts: integer,
    pushed_at: time,
    due_at: time,
    assigned_at: nullable(time),
    started_at: nullable(time),
    verified_at: nullable(time),
    unreachable_at: nullable(time),
    deferred_at: nullable(time),
    withdrawn_at: nullable(time),
    person_name: personal('name'),
    id_number: personal('idNumber'),
    phone: personal('phone'),
    address: personal('address'),
    note: text,
  },
  // What follows the columns that are looked up lets whole-city lists and counts do without the wide rows.
  indexes: [
    ['batch_id', 'grid', 'placement', 'list_mark'],
    ['grid', 'state', 'due_at', 'verified_at', 'attempts', 'outcome', 'placement'],
    ['worker_id', 'state', 'verified_at'],
  ],
});

export type TaskRow = RowOf<typeof taskTable>;
