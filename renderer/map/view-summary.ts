import { type City, COORDINATE_SCALE } from '../../shared/city/city.ts';
import { COVERAGE_BREAKS } from '../../shared/domain/classing.ts';
import type { RateRule } from '../../shared/domain/rates.ts';
import type { LiveData } from '../data/live-data.ts';
import { choroplethOf, NO_DATA_CLASS } from '../metrics/choropleth.ts';
import type { CameraPosition } from '../stores/camera.store.ts';
import type { AlertSettings } from '../stores/layers.store.ts';
import { selectAlerts } from './alerts/select-alerts.ts';
import type { Bounds } from './bounds.ts';
import { commonX, commonY, degreesEast, degreesNorth, pixelsPerUnit } from './projection.ts';
import { RowCheck, usableBounds } from './usable-rows.ts';

/** What a map shows, for who does not see it. */
export interface ViewSummary {
  readonly grids: number;
  /** False before the counts of tasks are here. */
  readonly hasCoverage: boolean;
  /** Below the lowest of the usual classes. */
  readonly behind: number;
  readonly noData: number;
  readonly alerts: number;
  readonly workers: number;
}

/** What a camera shows on a map of so many CSS pixels. */
export function boundsInView({ longitude, latitude, zoom }: CameraPosition, width: number, height: number): Bounds {
  const [east, north] = [width / 2 / pixelsPerUnit(zoom), height / 2 / pixelsPerUnit(zoom)];
  const [x, y] = [commonX(longitude), commonY(latitude)];
  return { west: degreesEast(x - east), south: degreesNorth(y - north), east: degreesEast(x + east), north: degreesNorth(y + north) };
}

interface SummaryFilters {
  readonly rule: RateRule;
  readonly alerts: AlertSettings;
}

/** Counts grids by their label point, alerts as the layer filters them, and workers who can be shown. */
export function summaryOfView(city: City, live: LiveData, { rule, alerts }: SummaryFilters, bounds: Bounds): ViewSummary {
  const nowMs = live.status.nowMs();
  const { columns, count } = live.workers;
  const inView = new RowCheck(intersection(bounds, usableBounds(city)), nowMs);
  let workers = 0;
  for (let row = 0; row < count; row++) {
    if (inView.passes(columns, columns.locatedAtMs, row)) workers++;
  }
  const selected = selectAlerts(live.alerts.columns, live.alerts.count, alerts, nowMs, intersection(bounds, usableBounds(city)));
  const hasCoverage = live.coverage.revision > 0;
  return { ...gridsIn(city, live, rule, bounds), hasCoverage, alerts: selected.rows.length, workers };
}

function gridsIn(city: City, live: LiveData, rule: RateRule, bounds: Bounds): Pick<ViewSummary, 'grids' | 'behind' | 'noData'> {
  const classing = { method: 'manual', manualBreaks: COVERAGE_BREAKS } as const;
  const { classes } = choroplethOf(city, live, { metric: 'coverage', rule, classing });
  let [grids, behind, noData] = [0, 0, 0];
  for (let grid = 0; grid < city.grids.count; grid++) {
    const longitude = (city.grids.labelPoint[2 * grid] ?? 0) / COORDINATE_SCALE;
    const latitude = (city.grids.labelPoint[2 * grid + 1] ?? 0) / COORDINATE_SCALE;
    if (longitude < bounds.west || longitude > bounds.east || latitude < bounds.south || latitude > bounds.north) continue;
    grids++;
    if (classes[grid] === 0) behind++;
    if (classes[grid] === NO_DATA_CLASS) noData++;
  }
  return { grids, behind, noData };
}

function intersection(one: Bounds, other: Bounds): Bounds {
  return {
    west: Math.max(one.west, other.west),
    south: Math.max(one.south, other.south),
    east: Math.min(one.east, other.east),
    north: Math.min(one.north, other.north),
  };
}
