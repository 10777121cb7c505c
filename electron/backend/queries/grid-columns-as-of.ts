import type { GridCountsAsOf } from '../../../shared/contract/backend-api.ts';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { resolveScope } from './batch-scope.ts';
import { gridCountsAsOf } from './grid-counts-as-of.ts';
import { inSlices } from './in-slices.ts';
import type { QueryContext } from './query-context.ts';

/**
 * Counts of a scope's tasks in every grid of an area as they stood at a moment, in slices: the tasks of one day are gone through.
 * @throws CodedError `unknown-batch`
 */
export async function gridColumnsAsOf(
  { db, city }: QueryContext,
  { area, scope, asOfMs }: { readonly area: AreaRef; readonly scope: BatchScope; readonly asOfMs: number },
  signal: CallSignal,
): Promise<GridCountsAsOf> {
  const column = (): Uint16Array => new Uint16Array(city.grids.count);
  const columns = { listed: column(), verified: column(), deferred: column(), withdrawn: column() };
  const asOf = { batchIds: resolveScope(db, scope, asOfMs).batchIds, asOfMs };
  if (asOf.batchIds.length > 0) {
    await inSlices(gridRangeOf(city, area), signal, (slice) => {
      for (const [grid, counts] of gridCountsAsOf(db, asOf, slice)) {
        columns.listed[grid] = counts.listed;
        columns.verified[grid] = counts.verified;
        columns.deferred[grid] = counts.deferred;
        columns.withdrawn[grid] = counts.withdrawn;
      }
    });
  }
  return { scope, asOfMs, columns };
}
