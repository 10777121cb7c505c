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

export function parseScopeValue(value: string): BatchScope | null {
  if (value === 'today' || value === 'all') return { kind: value };
  const [kind, number] = value.split(':');
  if (kind === 'day') return { kind, day: Number(number) };
  return kind === 'batch' ? { kind, batchId: Number(number) } : null;
}
