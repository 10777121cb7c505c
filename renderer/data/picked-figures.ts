import type { City } from '../../shared/city/city.ts';
import type { CoverageColumns } from '../../shared/contract/topics.ts';
import { ALERT_STATES } from '../../shared/domain/alerts.ts';
import type { CoverageCounts } from '../../shared/domain/rates.ts';
import type { LiveData } from './live-data.ts';
import { COVERAGE_COLUMN_NAMES } from './live-coverage.ts';

const CLOSED = ALERT_STATES.indexOf('closed');

/** Counts of one grid or of several together: rates are made of these sums, never of other rates. */
export interface PickedFigures extends CoverageCounts {
  readonly grids: number;
  readonly households: number;
  readonly residents: number;
  readonly verifiedOnTime: number;
  readonly overdue: number;
  readonly openAlerts: number;
  readonly workers: number;
}

/** Open alerts and workers on duty of every grid. */
export interface PresentCounts {
  readonly openAlerts: Uint16Array;
  readonly workers: Uint16Array;
}

export function presentCounts(city: City, { alerts, workers }: Pick<LiveData, 'alerts' | 'workers'>): PresentCounts {
  const counts = { openAlerts: new Uint16Array(city.grids.count), workers: new Uint16Array(city.grids.count) };
  const add = (column: Uint16Array, grid: number): void => {
    if (grid >= 0) column[grid] = (column[grid] ?? 0) + 1;
  };
  for (let row = 0; row < alerts.count; row++) {
    if (alerts.columns.state[row] !== CLOSED) add(counts.openAlerts, alerts.columns.grid[row] ?? -1);
  }
  for (let row = 0; row < workers.count; row++) add(counts.workers, workers.columns.grid[row] ?? -1);
  return counts;
}

/** Sums over grids as strip, tree and tables count them. */
export function figuresOf(city: City, columns: CoverageColumns, present: PresentCounts, grids: readonly number[]): PickedFigures {
  const sum = (column: ArrayLike<number>): number => grids.reduce((total, grid) => total + (column[grid] ?? 0), 0);
  const [listed, verified, verifiedOnTime, unreachable, deferred, withdrawn, overdue] = COVERAGE_COLUMN_NAMES.map((name) =>
    sum(columns[name]),
  );
  return {
    grids: grids.length,
    households: sum(city.grids.households),
    residents: sum(city.grids.residents),
    listed: listed ?? 0,
    verified: verified ?? 0,
    verifiedOnTime: verifiedOnTime ?? 0,
    unreachable: unreachable ?? 0,
    deferred: deferred ?? 0,
    withdrawn: withdrawn ?? 0,
    overdue: overdue ?? 0,
    openAlerts: sum(present.openAlerts),
    workers: sum(present.workers),
  };
}
