import { CodedError } from '../../../shared/contract/errors.ts';
import type { Clock } from '../clock.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { AsOfDb, type PositionThen } from './as-of-db.ts';

function stoppedAt(atMs: number, { after }: Clock): Clock {
  return { now: () => atMs, after };
}

/** @throws CodedError `invalid-request` for a moment that is still to come */
export function assertPast(context: QueryContext, atMs: number): void {
  const nowMs = context.clock.now();
  if (atMs > nowMs) throw new CodedError('invalid-request', 'the moment is still to come', { atMs, nowMs });
}

/**
 * The context in which a question sees the replica as it stood at a moment, and the clock stopped there.
 * @param positions for questions about who was where
 * @throws CodedError `invalid-request`
 */
export function contextAsOf(context: QueryContext, atMs: number | undefined, positions: readonly PositionThen[] = []): QueryContext {
  if (atMs === undefined) return context;
  assertPast(context, atMs);
  return { ...context, db: new AsOfDb(context.db, atMs, positions), clock: stoppedAt(atMs, context.clock), asOfMs: atMs };
}
