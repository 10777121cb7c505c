import { type GridMetric, hasArrived } from './grid-metric.ts';

/** 未落格: tasks that match no grid, or two, withdrawn ones left out. No more than their street is known, so that is what is shown. */
export const UNPLACED_METRIC: GridMetric = {
  id: 'unplaced',
  unit: 'tasks',
  hasRule: false,
  level: 'street',
  palette: 'behind',
  first: 'highest',
  inputs: ['coverage'],
  freshness: 'screening',
  manualBreaks: [1, 2, 3, 5],
  range: { from: 0, to: 100_000 },
  write(source, _rule, values) {
    const { street } = source.city.grids;
    const { unplacedByStreet } = source.live.coverage;
    const isHere = hasArrived(source, ['coverage']);
    for (let grid = 0; grid < values.length; grid++) {
      values[grid] = isHere ? (unplacedByStreet[street[grid] ?? 0] ?? 0) : Number.NaN;
    }
  },
};
