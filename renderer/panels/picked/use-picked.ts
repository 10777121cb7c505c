import { useMemo } from 'react';
import { figuresOf, type PickedFigures, presentCounts } from '../../data/picked-figures.ts';
import { coverageRate, dueCount, type RateRule } from '../../../shared/domain/rates.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import { useServices } from '../../lib/services.ts';
import { togetherOf } from '../../lib/use-choropleth.ts';
import { useCounted } from '../../lib/use-live.ts';
import { choroplethOf } from '../../metrics/choropleth.ts';
import { viewOf } from '../../metrics/metric-view.ts';
import { useLayersStore } from '../../stores/layers.store.ts';

const RECOUNT_MS = 2000;
const INPUTS = ['coverage', 'alerts', 'workers'] as const;

/** Live figures of the picked grids together; null before coverage is here. */
export function usePickedFigures(grids: readonly number[]): PickedFigures | null {
  const { city, shown: live } = useServices();
  const source = useMemo(() => togetherOf(live, INPUTS), [live]);
  return useCounted(source, RECOUNT_MS, [city, grids], () =>
    live.coverage.revision === 0 ? null : figuresOf(city, live.coverage.columns, presentCounts(city, live), grids),
  );
}

/** A picked grid as table and file show it. */
export interface PickedRow {
  readonly grid: number;
  readonly name: string;
  readonly figures: PickedFigures;
  readonly rate: number | null;
  readonly due: number;
  /** Of the metric in view: NaN for no data, −∞ for nothing due. */
  readonly value: number;
}

/** Every picked grid with the same live figures, and the value of the metric in view. */
export function usePickedRows(grids: readonly number[]): readonly PickedRow[] {
  const { city, shown: live } = useServices();
  const settings = useLayersStore((state) => state.coverage);
  const source = useMemo(() => togetherOf(live, [...INPUTS, 'dataAges', 'compared']), [live]);
  return useCounted(source, RECOUNT_MS, [city, grids, settings], () => {
    const present = presentCounts(city, live);
    const { values } = choroplethOf(city, live, viewOf(settings));
    return grids.map((grid) => {
      const figures = figuresOf(city, live.coverage.columns, present, [grid]);
      return rowOf(grid, areaName(city, { level: 'grid', index: grid }), figures, settings.rule, values[grid] ?? Number.NaN);
    });
  });
}

function rowOf(grid: number, name: string, figures: PickedFigures, rule: RateRule, value: number): PickedRow {
  return { grid, name, figures, rate: coverageRate(figures, rule), due: dueCount(figures, rule), value };
}
