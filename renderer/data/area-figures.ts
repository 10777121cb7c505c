import type { City } from '../../shared/city/city.ts';
import type { CoverageColumns } from '../../shared/contract/topics.ts';
import { ALERT_LEVELS, ALERT_STATES } from '../../shared/domain/alerts.ts';
import { type AreaRef, childAreas, gridRangeOf } from '../../shared/domain/areas.ts';
import type { CoverageCounts } from '../../shared/domain/rates.ts';
import { GridSums } from './grid-sums.ts';
import { COVERAGE_COLUMN_NAMES } from './live-coverage.ts';
import type { LiveAlerts, LiveCoverage, LiveWorkers } from './live-data.ts';

/** The live counts of an area: what strip, tree, tables and drill-down show. */
export interface AreaFigures extends CoverageCounts {
  readonly verifiedOnTime: number;
  readonly overdue: number;
  /** Known down to the street: a task without a grid belongs to no community. Null below. */
  readonly unplaced: number | null;
}

type CoverageName = keyof CoverageColumns;
const CLOSED_STATE = ALERT_STATES.indexOf('closed');

/** Sums of the live columns over any area, counted anew once a revision. */
export class AreaFigureBook {
  readonly #city: City;
  readonly #coverage: LiveCoverage;
  readonly #alerts: LiveAlerts;
  readonly #workers: LiveWorkers;
  readonly #coverageSums: Readonly<Record<CoverageName, GridSums>>;
  readonly #alertSums: readonly GridSums[];
  readonly #workerSums: GridSums;
  readonly #counted = { coverage: -1, alerts: -1, workers: -1 };
  /** What lies in no grid still counts for the city. */
  #alertsOutside: number[] = ALERT_LEVELS.map(() => 0);
  #workersOutside = 0;

  constructor(city: City, live: { readonly coverage: LiveCoverage; readonly alerts: LiveAlerts; readonly workers: LiveWorkers }) {
    this.#city = city;
    this.#coverage = live.coverage;
    this.#alerts = live.alerts;
    this.#workers = live.workers;
    const sums = () => new GridSums(city.grids.count);
    this.#coverageSums = {
      listed: sums(),
      verified: sums(),
      verifiedOnTime: sums(),
      unreachable: sums(),
      deferred: sums(),
      withdrawn: sums(),
      overdue: sums(),
    };
    this.#alertSums = ALERT_LEVELS.map(sums);
    this.#workerSums = sums();
  }

  coverageOf(area: AreaRef): AreaFigures {
    this.#recountCoverage();
    const range = gridRangeOf(this.#city, area);
    const sum = (name: CoverageName): number => this.#coverageSums[name].sumOf(range);
    return {
      listed: sum('listed'),
      verified: sum('verified'),
      verifiedOnTime: sum('verifiedOnTime'),
      unreachable: sum('unreachable'),
      deferred: sum('deferred'),
      withdrawn: sum('withdrawn'),
      overdue: sum('overdue'),
      unplaced: this.#unplacedOf(area),
    };
  }

  /** Open alerts of an area in the order of ALERT_LEVELS. */
  openAlertsOf(area: AreaRef): readonly number[] {
    this.#recountAlerts();
    const range = gridRangeOf(this.#city, area);
    return this.#alertSums.map((sums, level) => sums.sumOf(range) + (area.level === 'city' ? (this.#alertsOutside[level] ?? 0) : 0));
  }

  workersOnDutyIn(area: AreaRef): number {
    this.#recountWorkers();
    return this.#workerSums.sumOf(gridRangeOf(this.#city, area)) + (area.level === 'city' ? this.#workersOutside : 0);
  }

  #unplacedOf(area: AreaRef): number | null {
    const byStreet = this.#coverage.unplacedByStreet;
    switch (area.level) {
      case 'city':
        return byStreet.reduce((total, count) => total + count, 0);
      case 'district':
        return childAreas(this.#city, area).reduce((total, street) => total + (byStreet[street.index] ?? 0), 0);
      case 'street':
        return byStreet[area.index] ?? 0;
      default:
        return null;
    }
  }

  #recountCoverage(): void {
    if (this.#counted.coverage === this.#coverage.revision) return;
    this.#counted.coverage = this.#coverage.revision;
    for (const name of COVERAGE_COLUMN_NAMES) this.#coverageSums[name].recount(this.#coverage.columns[name]);
  }

  #recountAlerts(): void {
    if (this.#counted.alerts === this.#alerts.revision) return;
    this.#counted.alerts = this.#alerts.revision;
    const perLevel = ALERT_LEVELS.map(() => new Uint16Array(this.#city.grids.count));
    const outside = ALERT_LEVELS.map(() => 0);
    const { grid, level, state } = this.#alerts.columns;
    for (let row = 0; row < this.#alerts.count; row++) {
      if (state[row] === CLOSED_STATE) continue;
      addOne(grid[row] ?? -1, level[row] ?? 0, perLevel, outside);
    }
    for (const [index, counts] of perLevel.entries()) this.#alertSums[index]?.recount(counts);
    this.#alertsOutside = outside;
  }

  #recountWorkers(): void {
    if (this.#counted.workers === this.#workers.revision) return;
    this.#counted.workers = this.#workers.revision;
    const perGrid = new Uint16Array(this.#city.grids.count);
    const outside = [0];
    const { grid } = this.#workers.columns;
    for (let row = 0; row < this.#workers.count; row++) addOne(grid[row] ?? -1, 0, [perGrid], outside);
    this.#workerSums.recount(perGrid);
    this.#workersOutside = outside[0] ?? 0;
  }
}

function addOne(grid: number, group: number, perGrid: readonly Uint16Array[], outside: number[]): void {
  const counts = perGrid[group];
  if (counts === undefined) return;
  if (grid < 0) outside[group] = (outside[group] ?? 0) + 1;
  else counts[grid] = (counts[grid] ?? 0) + 1;
}
