import type { TaskFigure } from '../../../shared/domain/figures.ts';
import { PLACEMENTS } from '../../../shared/domain/screening.ts';
import { joinSql, Sql, sql } from '../db/sql.ts';
import { TASK_OUTCOME, TASK_STATE } from './codes.ts';

/** Tasks that still ask for work: neither verified nor deferred nor withdrawn. */
export const IS_OPEN = sql`state IN (${TASK_STATE.pushed}, ${TASK_STATE.assigned}, ${TASK_STATE.inProgress}, ${TASK_STATE.unreachable})`;

/** Matched to exactly one grid; all figures but `unplaced` count these only. */
export const IS_PLACED = new Sql(`placement = ${PLACEMENTS.indexOf('placed')} AND grid >= 0`, []);

function isState(code: number): Sql {
  return sql`state = ${code}`;
}

function isNotIn(...codes: readonly number[]): Sql {
  return sql`state NOT IN (${joinSql(
    codes.map((code) => sql`${code}`),
    ', ',
  )})`;
}

function hasOutcome(code: number): Sql {
  return sql`state = ${TASK_STATE.verified} AND outcome = ${code}`;
}

/** The rows that a figure counts, beside its area, its scope and whether they are placed. */
export function inFigure(figure: TaskFigure, nowMs: number): Sql {
  switch (figure) {
    case 'listed':
      return new Sql('TRUE', []);
    case 'due':
    case 'unplaced':
      return isNotIn(TASK_STATE.withdrawn);
    case 'dueWithoutDeferred':
      return isNotIn(TASK_STATE.withdrawn, TASK_STATE.deferred);
    case 'missing':
      return isNotIn(TASK_STATE.withdrawn, TASK_STATE.verified);
    case 'pushed':
    case 'assigned':
    case 'inProgress':
    case 'verified':
    case 'unreachable':
    case 'deferred':
    case 'withdrawn':
      return isState(TASK_STATE[figure]);
    case 'verifiedOnTime':
      return sql`state = ${TASK_STATE.verified} AND verified_at <= due_at`;
    case 'overdue':
      return sql`${IS_OPEN} AND due_at <= ${nowMs}`;
    default:
      return hasOutcome(TASK_OUTCOME[figure]);
  }
}
