import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { Sql, sql } from '../db/sql.ts';
import { inGrids } from './area-filter.ts';
import type { QueryContext } from './query-context.ts';
import { IS_OPEN, IS_PLACED } from './task-figures.ts';

/**
 * Overdue (超时) placed tasks of an area by batch: open, and their due time has come. In a few grids the tasks themselves are fewer than what the
 * summary holds of all grids.
 * @param inBatches condition on `batch_id`
 */
export function overdueByBatch({ db, city, clock }: QueryContext, area: AreaRef, inBatches: Sql): ReadonlyMap<number, number> {
  const isSmall = area.level === 'grid' || area.level === 'community';
  const counted: Sql = isSmall
    ? sql`SELECT batch_id, COUNT(*) FROM task WHERE ${IS_OPEN} AND ${IS_PLACED}`
    : new Sql('SELECT batch_id, SUM(open) FROM summary_open_due WHERE TRUE', []);
  const rows = db.values(
    sql`${counted} AND ${inGrids('grid', gridRangeOf(city, area))} AND due_at <= ${clock.now()} AND ${inBatches} GROUP BY batch_id`,
  );
  return new Map(rows.map(([batch, count]) => [Number(batch), Number(count)]));
}
