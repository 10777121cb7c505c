/** Counts of one area under one scope, as every table, panel and report shows them. */
export interface AreaCounts {
  readonly listed: number;
  readonly pushed: number;
  readonly assigned: number;
  readonly inProgress: number;
  readonly verified: number;
  readonly verifiedOnTime: number;
  readonly unreachable: number;
  readonly deferred: number;
  readonly withdrawn: number;
  readonly overdue: number;
  /** Not in `listed`: matched no grid, or two. */
  readonly unplaced: number;
  /** Verified by outcome, in the order of TASK_OUTCOMES without `none`. */
  readonly outcomes: readonly number[];
}
