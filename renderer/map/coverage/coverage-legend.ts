import type { LegendData, LegendEntry, LegendSource } from '../layers/legend.ts';
import { coverageClasses, paletteSlotOf } from './coverage-classes.ts';

/** Classes of the rate worst first, then what has no rate, then the mark of dedicated grids. All but the last add up to the number of grids. */
export function coverageLegend({ city, live, theme, coverage }: LegendSource): LegendData {
  const columns = live.coverage.revision > 0 ? live.coverage.columns : null;
  const { breaks, counts, noData, nothingDue } = coverageClasses(columns, city.grids.count, coverage);
  const { classes, noData: hatch } = theme.coverage;
  const entries = counts.map((count, index): LegendEntry => {
    const color = classes[paletteSlotOf(index, counts.length)] ?? hatch;
    return { swatch: { kind: 'fill', color }, label: { kind: 'range', from: breaks[index - 1] ?? null, to: breaks[index] ?? null }, count };
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
