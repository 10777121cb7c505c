import type { RateRule } from '../../shared/domain/rates.ts';
import { gridRate, type RateColumns } from './coverage.metric.ts';
import { type GridMetric, NOTHING_DUE } from './grid-metric.ts';

/** What metrics have in common that tell how much better or worse one coverage is than another. */
export const RATE_CHANGE = {
  unit: 'points',
  hasRule: true,
  level: 'grid',
  palette: 'change',
  first: 'lowest',
  inputs: ['coverage', 'compared'],
  freshness: 'screening',
  manualBreaks: [-0.1, -0.02, 0.02, 0.1],
  range: { from: -1, to: 1 },
} as const satisfies Omit<GridMetric, 'id' | 'write'>;

/** Coverage less the coverage of other tasks, in every grid: fractions, 0.1 being ten percentage points. No data where either has no rate. */
export function writeRateChange(now: RateColumns, other: RateColumns, rule: RateRule, values: Float64Array): void {
  for (let grid = 0; grid < values.length; grid++) {
    const own = gridRate(now, rule, grid);
    const before = gridRate(other, rule, grid);
    if (own === NOTHING_DUE && before === NOTHING_DUE) values[grid] = NOTHING_DUE;
    else values[grid] = Number.isFinite(own) && Number.isFinite(before) ? own - before : Number.NaN;
  }
}
