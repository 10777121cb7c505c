import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { sql } from '../db/sql.ts';
import { COUNT_AT, openIn } from '../replication/summaries/coverage-counts.ts';
import { inStreetsOf } from './area-filter.ts';
import { inScope, resolveScope, type ResolvedScope } from './batch-scope.ts';
import { batchesOf, sumCoverage } from './coverage-rows.ts';
import { overdueIn } from './overdue.ts';
import type { QueryContext } from './query-context.ts';

/** @param counts of the area, where COUNT_AT says */
export function toAreaCounts(counts: readonly number[], overdue: number, unplaced: number): AreaCounts {
  const at = (index: number) => counts[index] ?? 0;
  return {
    listed: at(COUNT_AT.listed),
    pushed: at(COUNT_AT.pushed),
    assigned: at(COUNT_AT.assigned),
    inProgress: at(COUNT_AT.inProgress),
    verified: at(COUNT_AT.verified),
    verifiedOnTime: at(COUNT_AT.verifiedOnTime),
    unreachable: at(COUNT_AT.unreachable),
    deferred: at(COUNT_AT.deferred),
    withdrawn: at(COUNT_AT.withdrawn),
    overdue,
    unplaced,
    outcomes: counts.slice(COUNT_AT.firstOutcome),
  };
}

/** Tasks that match no grid or several, withdrawn excluded. */
function unplacedOf({ db, city }: QueryContext, area: AreaRef, scope: ResolvedScope): number {
  return (
    db.value<number>(sql`SELECT CAST(TOTAL(listed - withdrawn) AS INTEGER) FROM summary_unplaced
    WHERE ${inScope('batch_id', scope)} AND ${inStreetsOf(city, 'street', area)}`) ?? 0
  );
}

/** Counts of an area now, from the summaries. @throws CodedError `unknown-batch` */
export function areaCounts(context: QueryContext, request: { readonly area: AreaRef; readonly scope: BatchScope }): AreaCounts {
  const { db, city, clock } = context;
  const { area } = request;
  const nowMs = clock.now();
  const scope = resolveScope(db, request.scope, nowMs);
  const range = gridRangeOf(city, area);
  const sums = sumCoverage(db, batchesOf(scope), range);
  return toAreaCounts(sums, overdueIn(db, scope, range, openIn(sums, 0), nowMs), unplacedOf(context, area, scope));
}
