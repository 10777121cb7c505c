import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { streetRangeOf } from './area-filter.ts';
import { addCounts, type AsOf, batchesOfDays, NO_COUNTS, placedCountsAsOf, unplacedAsOf } from './grid-counts-as-of.ts';
import { inSlices } from './in-slices.ts';
import type { QueryContext } from './query-context.ts';

function unplacedCount({ db, city }: QueryContext, area: AreaRef, asOf: AsOf): number {
  const streets = streetRangeOf(city, area);
  if (streets === null) return 0;
  const byStreet = unplacedAsOf(db, asOf, streets);
  return [...byStreet.values()].reduce((sum, { none, ambiguous }) => sum + none + ambiguous, 0);
}

/** Counts of some batches' tasks in an area as they stood at a moment, in slices: a whole city reads every task of the day. */
export async function countsAsOf(context: QueryContext, area: AreaRef, asOf: AsOf, signal: CallSignal): Promise<AreaCounts> {
  const { db, city } = context;
  if (asOf.batchIds.length === 0) return NO_COUNTS;
  let counts = NO_COUNTS;
  await inSlices(gridRangeOf(city, area), signal, (slice) => {
    counts = addCounts(counts, placedCountsAsOf(db, asOf, slice));
  });
  return { ...counts, unplaced: unplacedCount(context, area, asOf) };
}

/** The same of a reporting day's batches. */
export async function areaCountsAsOf(
  context: QueryContext,
  { area, day, asOfMs }: { readonly area: AreaRef; readonly day: number; readonly asOfMs: number },
  signal: CallSignal,
): Promise<AreaCounts> {
  return await countsAsOf(context, area, { batchIds: batchesOfDays(context.db, day, day).map(({ id }) => id), asOfMs }, signal);
}
