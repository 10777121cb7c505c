import type { BatchSummary } from '../../../shared/contract/topics.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';

/** The batches that a scope spans, in the order of their codes; `shown` are those of the scope in view. Empty when it is all there are. */
export function batchesOf(scope: BatchScope, shown: Float64Array, batches: readonly BatchSummary[]): readonly BatchSummary[] {
  const within = (batch: BatchSummary): boolean => {
    switch (scope.kind) {
      case 'batch':
        return batch.id === scope.batchId;
      case 'day':
        return batch.day === scope.day;
      case 'today':
        return shown.includes(batch.id);
      case 'all':
        return false;
    }
  };
  return batches.filter(within).sort((one, other) => one.pushedAtMs - other.pushedAtMs);
}
