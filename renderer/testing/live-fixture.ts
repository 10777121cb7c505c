import type { City } from '../../shared/city/city.ts';
import type { GridCountsAsOf, GridDataAges } from '../../shared/contract/backend-api.ts';
import type { AlertColumns, CoverageColumns, WorkerColumns } from '../../shared/contract/topics.ts';
import type { Schedule } from '../data/change-signal.ts';
import { AlertRows } from '../data/live-alerts.ts';
import { CoverageRows } from '../data/live-coverage.ts';
import { StatusView } from '../data/live-status.ts';
import { WorkerRows } from '../data/live-workers.ts';
import { PolledColumns } from '../data/polled-columns.ts';

export interface AlertFact {
  readonly grid: number;
  readonly level?: number;
  readonly kind?: number;
  readonly state?: number;
  readonly raisedAtMs?: number;
}

export interface GridCounts {
  readonly listed: number;
  readonly verified?: number;
  readonly deferred?: number;
  readonly withdrawn?: number;
  readonly overdue?: number;
}

const atOnce: Schedule = (callback) => callback();

/** Live data of a test, by the same classes as the window's, filled by hand. */
export function liveFixture(city: City, nowMs: number) {
  const coverage = new CoverageRows(city.grids.count, city.streets.count, atOnce);
  const alerts = new AlertRows(atOnce);
  const workers = new WorkerRows(atOnce, () => 0);
  const status = new StatusView(nowMs, atOnce, () => 0);
  const dataAges = new PolledColumns<GridDataAges>(atOnce);
  const compared = new PolledColumns<GridCountsAsOf>(atOnce);
  return {
    data: { coverage, alerts, workers, status, dataAges, compared },
    coverageIs(grids: readonly GridCounts[], day = 0, unplacedByStreet = new Uint32Array(city.streets.count + 1)): void {
      const data = { day, batchIds: Float64Array.of(1), columns: coverageColumns(city, grids), unplacedByStreet };
      coverage.apply({ kind: 'snapshot', revision: 1, data });
    },
    alertsAre(facts: readonly AlertFact[]): void {
      alerts.apply({ kind: 'snapshot', revision: 1, data: { columns: alertColumns(facts) } });
    },
    workersStandIn(grids: readonly number[]): void {
      workers.apply({ kind: 'snapshot', revision: 1, data: { columns: workerColumns(grids) } });
    },
  };
}

export type LiveFixture = ReturnType<typeof liveFixture>;

function coverageColumns(city: City, grids: readonly GridCounts[]): CoverageColumns {
  const column = (name: keyof GridCounts): Uint16Array =>
    Uint16Array.from({ length: city.grids.count }, (_, grid) => grids[grid]?.[name] ?? 0);
  return {
    listed: column('listed'),
    verified: column('verified'),
    verifiedOnTime: new Uint16Array(city.grids.count),
    unreachable: new Uint16Array(city.grids.count),
    deferred: column('deferred'),
    withdrawn: column('withdrawn'),
    overdue: column('overdue'),
  };
}

function alertColumns(facts: readonly AlertFact[]): AlertColumns {
  return {
    id: Float64Array.from(facts, (_, index) => index + 1),
    grid: Int32Array.from(facts, ({ grid }) => grid),
    longitude: new Int32Array(facts.length),
    latitude: new Int32Array(facts.length),
    level: Uint8Array.from(facts, ({ level }) => level ?? 3),
    kind: Uint8Array.from(facts, ({ kind }) => kind ?? 0),
    state: Uint8Array.from(facts, ({ state }) => state ?? 0),
    raisedAtMs: Float64Array.from(facts, ({ raisedAtMs }) => raisedAtMs ?? 0),
  };
}

function workerColumns(grids: readonly number[]): WorkerColumns {
  const zeros = grids.map(() => 0);
  return {
    id: Float64Array.from(grids, (_, index) => index + 1),
    grid: Int32Array.from(grids),
    longitude: Int32Array.from(zeros),
    latitude: Int32Array.from(zeros),
    heading: Uint16Array.from(zeros),
    locatedAtMs: Float64Array.from(zeros),
    role: Uint8Array.from(zeros),
    openTasks: Uint16Array.from(zeros),
    verifiedToday: Uint16Array.from(zeros),
    isUnrecorded: Uint8Array.from(zeros),
  };
}
