import type { GridRange } from '../../shared/domain/areas.ts';
import type { AlertSettings } from '../stores/layers.store.ts';
import type { LiveAlerts } from './live-data.ts';

/** Alerts raised since `fromMs` that pass the layer's filters, in a range of grids or (null) anywhere, outside of all grids included. */
export function countAlerts(alerts: LiveAlerts, filters: AlertSettings, fromMs: number, range: GridRange | null): number {
  const { grid, level, kind, state, raisedAtMs } = alerts.columns;
  let count = 0;
  for (let row = 0; row < alerts.count; row++) {
    if ((raisedAtMs[row] ?? 0) < fromMs) continue;
    if (range !== null && !isWithin(grid[row] ?? -1, range)) continue;
    if (filters.hiddenLevels.includes(level[row] ?? 0)) continue;
    if (filters.hiddenKinds.includes(kind[row] ?? 0) || filters.hiddenStates.includes(state[row] ?? 0)) continue;
    count++;
  }
  return count;
}

function isWithin(grid: number, range: GridRange): boolean {
  return grid >= range.from && grid < range.to;
}
