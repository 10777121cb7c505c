import type { CoverageColumns } from '../../../shared/contract/topics.ts';
import { type CoverageCounts, coverageRate, dueCount, type RateRule } from '../../../shared/domain/rates.ts';
import type { City } from '../../../shared/city/city.ts';
import type { Choropleth } from '../../metrics/choropleth.ts';
import { NOTHING_DUE } from '../../metrics/grid-metric.ts';
import type { TooltipContent, TooltipRow } from '../tooltip-content.ts';

function countsOf(columns: CoverageColumns, grid: number): CoverageCounts & { readonly overdue: number } {
  return {
    listed: columns.listed[grid] ?? 0,
    verified: columns.verified[grid] ?? 0,
    unreachable: columns.unreachable[grid] ?? 0,
    deferred: columns.deferred[grid] ?? 0,
    withdrawn: columns.withdrawn[grid] ?? 0,
    overdue: columns.overdue[grid] ?? 0,
  };
}

/** The value that colours the grid; none where the tooltip says it anyway. */
function metricRows(grid: number, { metric, values }: Pick<Choropleth, 'metric' | 'values'>): readonly TooltipRow[] {
  if (['coverage', 'overdue', 'presence'].includes(metric.id)) return [];
  const value = values[grid] ?? Number.NaN;
  const labelKey = `metric.name.${metric.id}` as const;
  if (value === NOTHING_DUE) return [{ labelKey, value: { kind: 'text', key: 'onMap.legend.nothingDue' } }];
  return [{ labelKey, value: { kind: 'metric', value: Number.isNaN(value) ? null : value, unit: metric.unit } }];
}

/** What the tooltip says of a grid: the metric in view, its rate with its rule, the two counts that make it, what is late, who is on duty there. */
export function describeGrid(
  city: City,
  grid: number,
  columns: CoverageColumns | null,
  rule: RateRule,
  workersOnDuty: number,
  shown: Pick<Choropleth, 'metric' | 'values'>,
): TooltipContent {
  const onDuty = { labelKey: 'onMap.tooltip.onDuty', value: { kind: 'count', value: workersOnDuty } } as const;
  const title = { text: city.grids.name[grid] ?? '' };
  const subtitle = city.streets.name[city.grids.street[grid] ?? 0] ?? '';
  if (columns === null) return { title, subtitle, rows: [...metricRows(grid, shown), onDuty] };
  const counts = countsOf(columns, grid);
  const rate = coverageRate(counts, rule);
  return {
    title,
    subtitle,
    rows: [
      ...metricRows(grid, shown),
      { labelKey: `onMap.coverage.${rule}`, value: { kind: 'rate', value: rate }, emphasis: rate !== null && rate < 0.75 },
      {
        labelKey: 'onMap.tooltip.verifiedDue',
        value: { kind: 'fraction', numerator: counts.verified, denominator: dueCount(counts, rule) },
      },
      { labelKey: 'onMap.tooltip.overdue', value: { kind: 'count', value: counts.overdue }, emphasis: counts.overdue > 0 },
      onDuty,
    ],
  };
}
