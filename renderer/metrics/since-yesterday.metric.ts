import { dayOf } from '../../shared/domain/time.ts';
import type { GridMetric } from './grid-metric.ts';
import { RATE_CHANGE, writeRateChange } from './rate-change.ts';

/**
 * 较昨日: coverage now less coverage of the reporting day before as it stood at this time of day, in fractions (0.1 is ten percentage points);
 * what the strip says of an area. Only today's batches have a yesterday.
 */
export const SINCE_YESTERDAY_METRIC: GridMetric = {
  id: 'sinceYesterday',
  ...RATE_CHANGE,
  write({ live }, rule, values) {
    const before = live.compared.value;
    const { day, columns } = live.coverage;
    const dayBefore = before?.scope.kind === 'day' ? before.scope.day : null;
    // Of another day than today's there is no "this time yesterday".
    const isYesterday = before !== null && day !== null && dayBefore === day - 1 && dayOf(before.asOfMs) === dayBefore;
    if (isYesterday) writeRateChange(columns, before.columns, rule, values);
    else values.fill(Number.NaN);
  },
};
