import type { BatchScope } from '../../../shared/domain/figures.ts';

/** A scope as the value of a select's option. */
export function scopeValue(scope: BatchScope): string {
  switch (scope.kind) {
    case 'day':
      return `day:${scope.day}`;
    case 'batch':
      return `batch:${scope.batchId}`;
    default:
      return scope.kind;
  }
}
