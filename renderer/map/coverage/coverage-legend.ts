import { choroplethOf, paletteSlotOf } from '../../metrics/choropleth.ts';
import { viewOf } from '../../metrics/metric-view.ts';
import type { LegendData, LegendEntry, LegendSource } from '../layers/legend.ts';

/** Classes of the metric from low to high, then what has no value, then the mark of dedicated grids. All but the last add up to the number of grids. */
export function coverageLegend({ city, live, theme, coverage }: LegendSource): LegendData {
  const { metric, breaks, counts, noData, nothingDue } = choroplethOf(city, live, viewOf(coverage));
  const { classes, noData: hatch } = theme.palettes[metric.palette];
  const entries = counts.map((count, index): LegendEntry => {
    const color = classes[paletteSlotOf(index, counts.length, metric)] ?? hatch;
    const [from, to] = [breaks[index - 1] ?? null, breaks[index] ?? null];
    return { swatch: { kind: 'fill', color }, label: { kind: 'range', from, to, unit: metric.unit }, count };
  });
  const dedicated = city.grids.isDedicated.reduce((sum, flag) => sum + flag, 0);
  return {
    entries: [
      ...entries,
      { swatch: { kind: 'hatch', color: hatch }, label: { kind: 'text', key: 'onMap.legend.noData' }, count: noData },
      { swatch: { kind: 'outline', color: hatch }, label: { kind: 'text', key: 'onMap.legend.nothingDue' }, count: nothingDue },
      { swatch: { kind: 'dashed', color: theme.label }, label: { kind: 'text', key: 'onMap.legend.dedicated' }, count: dedicated },
    ],
    total: city.grids.count,
  };
}
