import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { TASK_OUTCOMES } from '../../../shared/domain/screening.ts';
import { Sql, sql } from '../db/sql.ts';
import { inGrids, inStreetsOf } from './area-filter.ts';
import { fromSummary, inScope, resolveScope, type ResolvedScope } from './batch-scope.ts';
import { overdueByBatch } from './overdue-counts.ts';
import type { QueryContext } from './query-context.ts';

const STATE_COLUMNS = [
  'listed',
  'pushed',
  'assigned',
  'in_progress',
  'verified',
  'verified_on_time',
  'unreachable',
  'deferred',
  'withdrawn',
];
const OUTCOME_COLUMNS = TASK_OUTCOMES.slice(1).map((outcome) => outcome.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
/** The columns of a summary table that `toAreaCounts` reads, in its order. */
const COUNT_COLUMNS: readonly string[] = [...STATE_COLUMNS, ...OUTCOME_COLUMNS];
/** Sums of the same; 0 and not null over no rows. */
export const COUNT_SUMS = new Sql(COUNT_COLUMNS.map((column) => `TOTAL(${column})`).join(', '), []);

/** @param counts in the order of COUNT_COLUMNS */
export function toAreaCounts(counts: readonly number[], overdue: number, unplaced: number): AreaCounts {
  const at = (index: number) => counts[index] ?? 0;
  return {
    listed: at(0),
    pushed: at(1),
    assigned: at(2),
    inProgress: at(3),
    verified: at(4),
    verifiedOnTime: at(5),
    unreachable: at(6),
    deferred: at(7),
    withdrawn: at(8),
    overdue,
    unplaced,
    outcomes: OUTCOME_COLUMNS.map((_, index) => at(STATE_COLUMNS.length + index)),
  };
}

function overdueOf(context: QueryContext, area: AreaRef, scope: ResolvedScope): number {
  const byBatch = overdueByBatch(context, area, inScope('batch_id', scope));
  return [...byBatch.values()].reduce((sum, count) => sum + count, 0);
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
  const scope = resolveScope(db, request.scope, clock.now());
  const [sums = []] = db.values(sql`SELECT ${COUNT_SUMS} ${fromSummary(scope)} AND ${inGrids('grid', gridRangeOf(city, area))}`);
  return toAreaCounts(sums.map(Number), overdueOf(context, area, scope), unplacedOf(context, area, scope));
}
