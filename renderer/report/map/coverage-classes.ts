import type { DailyReport } from '../../../shared/contract/daily-report.ts';
import { classOf, COVERAGE_BREAKS } from '../../../shared/domain/classing.ts';
import { coverageRate } from '../../../shared/domain/rates.ts';

/** Class of a grid on the report's map: index of a coverage class (worst first), or why it has none. */
export type MapClass = number | 'noData' | 'nothingDue';

export const MAP_CLASSES: readonly MapClass[] = [
  ...Array.from({ length: COVERAGE_BREAKS.length + 1 }, (_, index) => index),
  'noData',
  'nothingDue',
];

/** Grids of the report by class, with deferred in the denominator as in the heading figure. A grid whose tasks were all withdrawn has no data. */
export function gridsByClass({
  fromGrid,
  listed,
  withdrawn,
  deferred,
  verified,
}: DailyReport['map']): ReadonlyMap<MapClass, readonly number[]> {
  const grids = new Map<MapClass, number[]>(MAP_CLASSES.map((mapClass) => [mapClass, []]));
  for (const [offset, count] of listed.entries()) {
    const counts = {
      listed: count,
      verified: verified[offset] ?? 0,
      unreachable: 0,
      deferred: deferred[offset] ?? 0,
      withdrawn: withdrawn[offset] ?? 0,
    };
    const rate = coverageRate(counts, 'withDeferred');
    const mapClass = count === 0 ? 'nothingDue' : rate === null ? 'noData' : classOf(rate, COVERAGE_BREAKS);
    grids.get(mapClass)?.push(fromGrid + offset);
  }
  return grids;
}
