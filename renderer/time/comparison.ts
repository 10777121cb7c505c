import type { BatchSummary } from '../../shared/contract/topics.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { DAY_MS, dayOf, startOfDay } from '../../shared/domain/time.ts';

/** Two lists of tasks side by side, each from its own beginning: a day and the one before, or a batch and an earlier one. */
export interface Comparison {
  readonly kind: 'day' | 'batch';
  readonly scope: BatchScope;
  readonly fromMs: number;
  readonly otherScope: BatchScope;
  readonly otherFromMs: number;
  /** The moment at which the other had had as much time as this one has now. */
  readonly otherAtMs: number;
  /** What the other is called: a day as `11-22`, a batch by its code. */
  readonly otherDay: number;
  readonly otherCode: string;
}

/** `1` of `1123-1`: batches of one number are pushed at the same time of different days. */
function runningNumber(code: string): string {
  return code.slice(code.lastIndexOf('-') + 1);
}

/** The batches that were pushed before another, the latest first: what it can be compared with, since they have had more time. */
export function batchesBefore(batch: BatchSummary, batches: readonly BatchSummary[]): readonly BatchSummary[] {
  return batches.filter(({ pushedAtMs }) => pushedAtMs < batch.pushedAtMs).sort((left, right) => right.pushedAtMs - left.pushedAtMs);
}

/** The batch pushed last before another, of the same running number if there is one. */
export function batchBefore(batch: BatchSummary, batches: readonly BatchSummary[]): BatchSummary | null {
  const before = batchesBefore(batch, batches);
  return before.find(({ code }) => runningNumber(code) === runningNumber(batch.code)) ?? before[0] ?? null;
}

function otherBatch(batch: BatchSummary, batches: readonly BatchSummary[], chosenId: number | null): BatchSummary | null {
  return batchesBefore(batch, batches).find(({ id }) => id === chosenId) ?? batchBefore(batch, batches);
}

/**
 * Null where there is nothing to compare with: a pinned day, everything in the replica, the first batch. A batch is compared with the chosen one
 * if that was pushed earlier, else with the batch before.
 */
export function comparisonOf(
  scope: BatchScope,
  atMs: number,
  batches: readonly BatchSummary[],
  comparedBatchId: number | null = null,
): Comparison | null {
  if (scope.kind === 'today') {
    const day = dayOf(atMs);
    return {
      kind: 'day',
      scope: { kind: 'day', day },
      fromMs: startOfDay(day),
      otherScope: { kind: 'day', day: day - 1 },
      otherFromMs: startOfDay(day - 1),
      otherAtMs: atMs - DAY_MS,
      otherDay: day - 1,
      otherCode: '',
    };
  }
  if (scope.kind !== 'batch') return null;
  const batch = batches.find(({ id }) => id === scope.batchId);
  const other = batch === undefined ? null : otherBatch(batch, batches, comparedBatchId);
  if (batch === undefined || other === null || atMs < batch.pushedAtMs) return null;
  return {
    kind: 'batch',
    scope,
    fromMs: batch.pushedAtMs,
    otherScope: { kind: 'batch', batchId: other.id },
    otherFromMs: other.pushedAtMs,
    otherAtMs: Math.min(other.pushedAtMs + (atMs - batch.pushedAtMs), atMs),
    otherDay: other.day,
    otherCode: other.code,
  };
}
