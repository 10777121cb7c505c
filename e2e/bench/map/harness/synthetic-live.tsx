import type { City } from '../../../../shared/city/city.ts';
import { ALERT_KINDS } from '../../../../shared/domain/alerts.ts';
import { HOUR_MS, MINUTE_MS } from '../../../../shared/domain/time.ts';
import { ChangeSignal, nextFrame } from '../../../../renderer/data/change-signal.ts';
import type { LiveData } from '../../../../renderer/data/live-data.ts';

/** mulberry32: the same data in every run. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Source {
  readonly signal: ChangeSignal;
  readonly source: { readonly revision: number; onChanged(listener: () => void): () => void };
}

function createSource(): Source {
  const signal = new ChangeSignal(nextFrame);
  return {
    signal,
    source: {
      get revision() {
        return signal.revision;
      },
      onChanged: (listener) => signal.onChanged(listener),
    },
  };
}

/** Takes the revision of a source into an object without copying its value. */
function withSource<T extends object>(source: Source['source'], rest: T): T & Source['source'] {
  return Object.defineProperties(rest, Object.getOwnPropertyDescriptors(source)) as T & Source['source'];
}

export interface SyntheticLive {
  readonly live: LiveData;
  /** New counts for every grid. */
  shuffleCoverage(): void;
  /** A new position for every worker. */
  moveWorkers(): void;
}

function syntheticCoverage(city: City, random: () => number, nowSeed: number) {
  const { count, street } = city.grids;
  const pace = Float32Array.from({ length: city.streets.count }, () => 0.45 + 0.55 * random());
  const columns = {
    listed: new Uint16Array(count),
    verified: new Uint16Array(count),
    verifiedOnTime: new Uint16Array(count),
    unreachable: new Uint16Array(count),
    deferred: new Uint16Array(count),
    withdrawn: new Uint16Array(count),
    overdue: new Uint16Array(count),
  };
  for (let grid = 0; grid < count; grid++) {
    const draw = random();
    const listed = draw < 0.04 ? 0 : 3 + Math.floor(random() * 40);
    columns.listed[grid] = listed;
    if (draw > 0.985) {
      columns.withdrawn[grid] = listed;
      continue;
    }
    const rate = Math.min(1, (pace[street[grid] ?? 0] ?? 0.8) * (0.75 + 0.4 * random()) + 0.04 * nowSeed);
    columns.verified[grid] = Math.round(listed * rate);
    columns.overdue[grid] = Math.floor((listed - (columns.verified[grid] ?? 0)) * random() * 0.6);
  }
  return columns;
}

function syntheticAlerts(city: City, random: () => number, nowMs: number, count: number) {
  const columns = {
    id: new Float64Array(count),
    grid: new Int32Array(count),
    longitude: new Int32Array(count),
    latitude: new Int32Array(count),
    level: new Uint8Array(count),
    kind: new Uint8Array(count),
    state: new Uint8Array(count),
    raisedAtMs: new Float64Array(count),
  };
  const centres = Array.from({ length: 24 }, () => Math.floor(random() * city.grids.count));
  for (let row = 0; row < count; row++) {
    const around = centres[Math.floor(random() * centres.length)] ?? 0;
    const grid =
      random() < 0.5 ? Math.floor(random() * city.grids.count) : Math.min(city.grids.count - 1, around + Math.floor(random() * 60));
    columns.id[row] = row + 1;
    columns.grid[row] = grid;
    columns.longitude[row] = (city.grids.labelPoint[2 * grid] ?? 0) + Math.round((random() - 0.5) * 12_000);
    columns.latitude[row] = (city.grids.labelPoint[2 * grid + 1] ?? 0) + Math.round((random() - 0.5) * 12_000);
    const severity = random();
    columns.level[row] = severity < 0.02 ? 0 : severity < 0.1 ? 1 : severity < 0.35 ? 2 : 3;
    columns.kind[row] = Math.floor(random() * ALERT_KINDS.length);
    columns.state[row] = Math.floor(random() * 3);
    columns.raisedAtMs[row] = nowMs - random() ** 2 * 24 * HOUR_MS;
  }
  return columns;
}

function syntheticWorkers(city: City, random: () => number, nowMs: number, count: number) {
  const columns = {
    id: new Float64Array(count),
    grid: new Int32Array(count),
    longitude: new Int32Array(count),
    latitude: new Int32Array(count),
    heading: new Uint16Array(count),
    locatedAtMs: new Float64Array(count),
    role: new Uint8Array(count),
    openTasks: new Uint16Array(count),
    verifiedToday: new Uint16Array(count),
  };
  for (let row = 0; row < count; row++) {
    const grid = Math.floor(random() * city.grids.count);
    columns.id[row] = row + 1;
    columns.grid[row] = grid;
    columns.longitude[row] = (city.grids.labelPoint[2 * grid] ?? 0) + Math.round((random() - 0.5) * 10_000);
    columns.latitude[row] = (city.grids.labelPoint[2 * grid + 1] ?? 0) + Math.round((random() - 0.5) * 10_000);
    columns.heading[row] = Math.floor(random() * 360);
    columns.locatedAtMs[row] = nowMs - (random() < 0.08 ? 20 * MINUTE_MS : random() * MINUTE_MS);
    columns.openTasks[row] = Math.floor(random() * 20);
    columns.verifiedToday[row] = Math.floor(random() * 30);
  }
  return columns;
}

/** Data of the city's size without a backend, for looking and measuring. */
export function createSyntheticLive(city: City, sizes: { readonly workers: number; readonly alerts: number }): SyntheticLive {
  const random = createRandom(20_261_123);
  const startedMs = performance.now();
  const epochMs = Date.UTC(2026, 10, 23, 9, 58);
  const nowMs = (): number => epochMs + performance.now() - startedMs;
  const [coverage, alerts, workers, status] = [createSource(), createSource(), createSource(), createSource()];
  const workerColumns = syntheticWorkers(city, random, epochMs, sizes.workers);
  const previousLongitude = workerColumns.longitude.slice();
  const previousLatitude = workerColumns.latitude.slice();
  const receivedAtMs = new Float64Array(sizes.workers).fill(startedMs);
  const coverageSource = withSource(coverage.source, {
    day: 0,
    batchIds: new Float64Array(0),
    columns: syntheticCoverage(city, random, 0),
    unplacedByStreet: new Uint32Array(city.streets.count + 1),
  });
  const live: LiveData = {
    coverage: coverageSource,
    alerts: withSource(alerts.source, { count: sizes.alerts, columns: syntheticAlerts(city, random, epochMs, sizes.alerts) }),
    workers: withSource(workers.source, {
      count: sizes.workers,
      columns: workerColumns,
      previousLongitude,
      previousLatitude,
      receivedAtMs,
    }),
    status: withSource(status.source, { snapshot: null, nowMs }),
  };
  for (const { signal } of [coverage, alerts, workers]) signal.markChanged();
  let round = 0;
  return {
    live,
    shuffleCoverage() {
      const next = syntheticCoverage(city, createRandom(++round), round % 3);
      for (const name of Object.keys(next) as (keyof typeof next)[]) coverageSource.columns[name].set(next[name]);
      coverage.signal.markChanged();
    },
    moveWorkers() {
      const { longitude, latitude, locatedAtMs } = workerColumns;
      previousLongitude.set(longitude);
      previousLatitude.set(latitude);
      for (let row = 0; row < sizes.workers; row++) {
        longitude[row] = (longitude[row] ?? 0) + Math.round((random() - 0.5) * 1200);
        latitude[row] = (latitude[row] ?? 0) + Math.round((random() - 0.5) * 1200);
        if ((locatedAtMs[row] ?? 0) > nowMs() - 10 * MINUTE_MS) locatedAtMs[row] = nowMs();
        receivedAtMs[row] = performance.now();
      }
      workers.signal.markChanged();
    },
  };
}
