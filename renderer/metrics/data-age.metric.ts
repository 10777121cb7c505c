import { DATA_CATEGORIES, NO_PROFILE } from '../../shared/domain/data-categories.ts';
import type { GridMetric } from './grid-metric.ts';

/** How many of the 45 categories of data were last collected more than 30 days ago: the figure that a grid's own page names. */
export const DATA_AGE_METRIC: GridMetric = {
  id: 'dataAge',
  unit: 'categories',
  hasRule: false,
  level: 'grid',
  palette: 'behind',
  first: 'highest',
  inputs: ['dataAges'],
  freshness: 'dataAges',
  manualBreaks: [5, 10, 20, 30],
  range: { from: 0, to: DATA_CATEGORIES.length },
  write({ live }, _rule, values) {
    const old = live.dataAges.value?.oldCategories;
    for (let grid = 0; grid < values.length; grid++) {
      const count = old?.[grid] ?? NO_PROFILE;
      values[grid] = count === NO_PROFILE ? Number.NaN : count;
    }
  },
};
