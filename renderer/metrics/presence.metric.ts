import { type GridMetric, hasArrived } from './grid-metric.ts';

/** 在岗社工: workers on duty whose latest position lies in the grid. How many there should be nobody knows, so none is not "behind". */
export const PRESENCE_METRIC: GridMetric = {
  id: 'presence',
  unit: 'workers',
  hasRule: false,
  level: 'grid',
  palette: 'presence',
  first: 'lowest',
  inputs: ['workers'],
  freshness: 'positions',
  manualBreaks: [1, 2, 3, 5],
  range: { from: 0, to: 100_000 },
  write(source, _rule, values) {
    values.fill(hasArrived(source, ['workers']) ? 0 : Number.NaN);
    const { columns, count } = source.live.workers;
    for (let row = 0; row < count; row++) {
      const grid = columns.grid[row] ?? -1;
      if (grid >= 0) values[grid] = (values[grid] ?? 0) + 1;
    }
  },
};
