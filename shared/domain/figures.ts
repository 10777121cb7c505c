import type { TASK_OUTCOMES } from './screening.ts';

/** Which of a day's tasks are looked at: those of today's batches, of one reporting day, of one batch, or all in the replica. */
export type BatchScope =
  | { readonly kind: 'today' }
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'batch'; readonly batchId: number }
  | { readonly kind: 'all' };

type OutcomeFigure = Exclude<(typeof TASK_OUTCOMES)[number], 'none'>;

/**
 * Every count of tasks that a screen or report shows. Each is a set of rows: `tasks` answers exactly these rows and their number
 * is the figure. All but `unplaced` count placed tasks only.
 */
export type TaskFigure =
  /** All in the list, withdrawn included. */
  | 'listed'
  /** 应排查 with deferred: listed − withdrawn. */
  | 'due'
  /** 应排查 without deferred. */
  | 'dueWithoutDeferred'
  /** Due and not verified. */
  | 'missing'
  | 'pushed'
  | 'assigned'
  | 'inProgress'
  | 'verified'
  | 'verifiedOnTime'
  | 'unreachable'
  | 'deferred'
  | 'withdrawn'
  /** Past due time and neither verified, deferred nor withdrawn. */
  | 'overdue'
  /** Matches no grid, or two. */
  | 'unplaced'
  | OutcomeFigure;
