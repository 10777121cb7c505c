import type { CoverageCounts, RateRule } from '../../shared/domain/rates.ts';
import { COVERAGE_BREAKS } from '../../shared/domain/classing.ts';
import { type GridMetric, hasArrived, NOTHING_DUE } from './grid-metric.ts';

/** The columns that a rate is made of. */
export type RateColumns = { readonly [Name in keyof Omit<CoverageCounts, 'unreachable'>]: Uint16Array };

/**
 * 排查覆盖率 of a grid (product.md: verified ÷ due), the plain loop of `coverageRate`: it runs for every grid of the city. Tasks that were listed but
 * have all left the denominator are "no data", a grid without any is "nothing due": this is the one place that tells the two apart.
 */
export function gridRate({ listed, withdrawn, deferred, verified }: RateColumns, rule: RateRule, grid: number): number {
  const all = listed[grid] ?? 0;
  if (all === 0) return NOTHING_DUE;
  const due = all - (withdrawn[grid] ?? 0) - (rule === 'withoutDeferred' ? (deferred[grid] ?? 0) : 0);
  return due > 0 ? (verified[grid] ?? 0) / due : Number.NaN;
}

export const COVERAGE_METRIC: GridMetric = {
  id: 'coverage',
  unit: 'rate',
  hasRule: true,
  level: 'grid',
  palette: 'behind',
  first: 'lowest',
  inputs: ['coverage'],
  freshness: 'screening',
  manualBreaks: COVERAGE_BREAKS,
  range: { from: 0, to: 1 },
  write(source, rule, values) {
    if (!hasArrived(source, ['coverage'])) {
      values.fill(Number.NaN);
      return;
    }
    const { columns } = source.live.coverage;
    for (let grid = 0; grid < values.length; grid++) values[grid] = gridRate(columns, rule, grid);
  },
};
