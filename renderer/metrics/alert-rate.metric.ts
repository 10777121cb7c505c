import { DAY_MS, MINUTE_MS } from '../../shared/domain/time.ts';
import { type GridMetric, hasArrived } from './grid-metric.ts';

const HOUSEHOLDS = 1000;

/** Alerts raised in the last 24 hours, closed ones too, a thousand households. A grid where nobody lives has no rate: "no data". */
export const ALERT_RATE_METRIC: GridMetric = {
  id: 'alertRate',
  unit: 'perThousand',
  hasRule: false,
  level: 'grid',
  palette: 'behind',
  first: 'highest',
  inputs: ['alerts'],
  freshness: 'alerts',
  clockStepMs: MINUTE_MS,
  manualBreaks: [0.1, 3, 6, 12],
  range: { from: 0, to: 100_000 },
  write(source, _rule, values) {
    const { live, city } = source;
    values.fill(hasArrived(source, ['alerts']) ? 0 : Number.NaN);
    const { columns, count } = live.alerts;
    const fromMs = live.status.nowMs() - DAY_MS;
    for (let row = 0; row < count; row++) {
      const grid = columns.grid[row] ?? -1;
      if (grid >= 0 && (columns.raisedAtMs[row] ?? 0) >= fromMs) values[grid] = (values[grid] ?? 0) + 1;
    }
    const { households } = city.grids;
    for (let grid = 0; grid < values.length; grid++) {
      const homes = households[grid] ?? 0;
      values[grid] = homes > 0 ? ((values[grid] ?? 0) * HOUSEHOLDS) / homes : Number.NaN;
    }
  },
};
