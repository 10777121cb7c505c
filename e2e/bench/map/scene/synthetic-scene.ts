import type { City } from '../../../../shared/city/city.ts';
import { ALERT_KINDS } from '../../../../shared/domain/alerts.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../shared/domain/time.ts';
import { createRandom } from '../../parts/random.ts';
import { ALERT_SPEC, COVERAGE_SPEC, createColumns, type SceneColumns, WORKER_SPEC } from './scene-file.ts';

type Random = () => number;

const SEED = 20_261_123;
const WORKERS = 7000;
const ALERTS = 1400;
/** Every twelfth position is older than the application calls fresh. */
const STALE_SHARE = 1 / 12;

/** Streets differ in their pace, some grids have nothing due and a few have no data. */
function coverageOf({ grids, streets }: City, random: Random): SceneColumns['coverage'] {
  const pace = Float32Array.from({ length: streets.count }, () => 0.45 + 0.55 * random());
  const columns = createColumns(COVERAGE_SPEC, grids.count);
  for (let grid = 0; grid < grids.count; grid++) {
    const draw = random();
    const listed = draw < 0.04 ? 0 : 3 + Math.floor(random() * 40);
    const isWithdrawn = draw > 0.985;
    const rate = Math.min(1, (pace[grids.street[grid] ?? 0] ?? 0.8) * (0.75 + 0.4 * random()));
    const verified = isWithdrawn ? 0 : Math.round(listed * rate);
    columns.listed[grid] = listed;
    columns.withdrawn[grid] = isWithdrawn ? listed : 0;
    columns.verified[grid] = verified;
    columns.overdue[grid] = isWithdrawn ? 0 : Math.floor((listed - verified) * random() * 0.6);
  }
  return columns;
}

function nearGrid({ grids }: City, grid: number, axis: 0 | 1, spread: number, random: Random): number {
  return (grids.labelPoint[2 * grid + axis] ?? 0) + Math.round((random() - 0.5) * spread);
}

/** Half of them around a few places, the others anywhere. */
function alertsOf(city: City, random: Random): SceneColumns['alerts'] {
  const { count } = city.grids;
  const columns = createColumns(ALERT_SPEC, ALERTS);
  const centres = Array.from({ length: 24 }, () => Math.floor(random() * count));
  for (let row = 0; row < ALERTS; row++) {
    const around = (centres[Math.floor(random() * centres.length)] ?? 0) + Math.floor(random() * 60);
    const grid = random() < 0.5 ? Math.floor(random() * count) : Math.min(count - 1, around);
    const severity = random();
    columns.id[row] = row + 1;
    columns.grid[row] = grid;
    columns.longitude[row] = nearGrid(city, grid, 0, 12_000, random);
    columns.latitude[row] = nearGrid(city, grid, 1, 12_000, random);
    columns.level[row] = severity < 0.02 ? 0 : severity < 0.1 ? 1 : severity < 0.35 ? 2 : 3;
    columns.kind[row] = Math.floor(random() * ALERT_KINDS.length);
    columns.state[row] = Math.floor(random() * 3);
    columns.ageMs[row] = random() ** 2 * 24 * HOUR_MS;
  }
  return columns;
}

function workersOf(city: City, random: Random): SceneColumns['workers'] {
  const columns = createColumns(WORKER_SPEC, WORKERS);
  for (let row = 0; row < WORKERS; row++) {
    const grid = Math.floor(random() * city.grids.count);
    columns.id[row] = row + 1;
    columns.grid[row] = grid;
    columns.longitude[row] = nearGrid(city, grid, 0, 10_000, random);
    columns.latitude[row] = nearGrid(city, grid, 1, 10_000, random);
    columns.otherLongitude[row] = (columns.longitude[row] ?? 0) + Math.round((random() - 0.5) * 1200);
    columns.otherLatitude[row] = (columns.latitude[row] ?? 0) + Math.round((random() - 0.5) * 1200);
    columns.heading[row] = Math.floor(random() * 360);
    columns.ageMs[row] = random() < STALE_SHARE ? 20 * MINUTE_MS : random() * MINUTE_MS;
    columns.openTasks[row] = Math.floor(random() * 20);
    columns.verifiedToday[row] = Math.floor(random() * 30);
  }
  return columns;
}

/** Data of a city's size, the same in every run. */
export function syntheticScene(city: City): SceneColumns {
  const random = createRandom(SEED);
  return { coverage: coverageOf(city, random), workers: workersOf(city, random), alerts: alertsOf(city, random) };
}
