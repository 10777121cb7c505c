/**
 * How a task counts at a moment. What it counts as is the last of withdrawn > verified > deferred > unreachable > open that it had entered by
 * then, the rule of grid-counts-as-of.ts; open and unreachable ones are overdue from their due moment on.
 */
export const STANDING = {
  notListed: 0,
  open: 1,
  openOverdue: 2,
  unreachable: 3,
  unreachableOverdue: 4,
  deferred: 5,
  verifiedLate: 6,
  verifiedOnTime: 7,
  withdrawn: 8,
} as const;
export const STANDINGS = Object.keys(STANDING).length;

/** Milliseconds since the epoch; Infinity for what never happened. */
export interface TaskTimes {
  readonly pushedAtMs: number;
  readonly dueAtMs: number;
  readonly verifiedAtMs: number;
  readonly unreachableAtMs: number;
  readonly deferredAtMs: number;
  readonly withdrawnAtMs: number;
}

export function standingAt(task: TaskTimes, atMs: number): number {
  if (atMs < task.pushedAtMs) return STANDING.notListed;
  if (task.withdrawnAtMs <= atMs) return STANDING.withdrawn;
  if (task.verifiedAtMs <= atMs) return task.verifiedAtMs <= task.dueAtMs ? STANDING.verifiedOnTime : STANDING.verifiedLate;
  if (task.deferredAtMs <= atMs) return STANDING.deferred;
  const isUnreachable = task.unreachableAtMs <= atMs;
  if (task.dueAtMs <= atMs) return isUnreachable ? STANDING.unreachableOverdue : STANDING.openOverdue;
  return isUnreachable ? STANDING.unreachable : STANDING.open;
}

/** Calls `visit` for every moment from which on the task counts as something else, in order of time. */
export function eachTurn(task: TaskTimes, visit: (atMs: number, from: number, to: number) => void): void {
  const { pushedAtMs, dueAtMs, verifiedAtMs, unreachableAtMs, deferredAtMs, withdrawnAtMs } = task;
  const moments = [pushedAtMs, dueAtMs, verifiedAtMs, unreachableAtMs, deferredAtMs, withdrawnAtMs].filter(
    (atMs) => atMs >= pushedAtMs && atMs < Number.POSITIVE_INFINITY,
  );
  moments.sort((left, right) => left - right);
  let before: number = STANDING.notListed;
  for (const atMs of moments) {
    const standing = standingAt(task, atMs);
    if (standing !== before) visit(atMs, before, standing);
    before = standing;
  }
}
