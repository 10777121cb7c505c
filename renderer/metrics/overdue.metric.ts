import { type GridMetric, hasArrived, NOTHING_DUE } from './grid-metric.ts';

/** 超时: past due time and neither verified, deferred nor withdrawn. */
export const OVERDUE_METRIC: GridMetric = {
  id: 'overdue',
  unit: 'tasks',
  hasRule: false,
  level: 'grid',
  palette: 'behind',
  first: 'highest',
  inputs: ['coverage'],
  freshness: 'screening',
  manualBreaks: [1, 2, 4, 8],
  range: { from: 0, to: 100_000 },
  write(source, _rule, values) {
    const { listed, overdue } = source.live.coverage.columns;
    const isHere = hasArrived(source, ['coverage']);
    for (let grid = 0; grid < values.length; grid++) {
      values[grid] = isHere ? ((listed[grid] ?? 0) === 0 ? NOTHING_DUE : (overdue[grid] ?? 0)) : Number.NaN;
    }
  },
};
