import { ALERT_STATES } from '../../shared/domain/alerts.ts';
import { type GridMetric, hasArrived } from './grid-metric.ts';

const CLOSED = ALERT_STATES.indexOf('closed');

/** 未结预警: raised or acknowledged, of any age. */
export const OPEN_ALERTS_METRIC: GridMetric = {
  id: 'openAlerts',
  unit: 'alerts',
  hasRule: false,
  level: 'grid',
  palette: 'behind',
  first: 'highest',
  inputs: ['alerts'],
  freshness: 'alerts',
  manualBreaks: [1, 2, 3, 5],
  range: { from: 0, to: 100_000 },
  write(source, _rule, values) {
    values.fill(hasArrived(source, ['alerts']) ? 0 : Number.NaN);
    const { columns, count } = source.live.alerts;
    for (let row = 0; row < count; row++) {
      const grid = columns.grid[row] ?? -1;
      if (grid >= 0 && columns.state[row] !== CLOSED) values[grid] = (values[grid] ?? 0) + 1;
    }
  },
};
