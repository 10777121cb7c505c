import { dayOf } from '../../shared/domain/time.ts';
import { gridRate } from './coverage.metric.ts';
import { type GridMetric, NOTHING_DUE } from './grid-metric.ts';

/**
 * 较昨日: coverage now less coverage of the reporting day before as it stood at this time of day, in fractions (0.1 is ten percentage points);
 * what the strip says of an area. Only today's batches have a yesterday.
 */
export const SINCE_YESTERDAY_METRIC: GridMetric = {
  id: 'sinceYesterday',
  unit: 'points',
  hasRule: true,
  level: 'grid',
  palette: 'change',
  first: 'lowest',
  inputs: ['coverage', 'yesterday'],
  freshness: 'screening',
  manualBreaks: [-0.1, -0.02, 0.02, 0.1],
  range: { from: -1, to: 1 },
  write({ live }, rule, values) {
    const before = live.yesterday.value;
    const { day, columns } = live.coverage;
    // Of another day than today's there is no "this time yesterday".
    const isYesterday = before !== null && day !== null && before.day === day - 1 && dayOf(before.asOfMs) === before.day;
    if (!isYesterday) {
      values.fill(Number.NaN);
      return;
    }
    for (let grid = 0; grid < values.length; grid++) {
      const now = gridRate(columns, rule, grid);
      const then = gridRate(before.columns, rule, grid);
      if (now === NOTHING_DUE && then === NOTHING_DUE) values[grid] = NOTHING_DUE;
      else values[grid] = Number.isFinite(now) && Number.isFinite(then) ? now - then : Number.NaN;
    }
  },
};
