import { ChangeSignal, nextFrame } from '../../../../renderer/data/change-signal.ts';
import { PolledColumns } from '../../../../renderer/data/polled-columns.ts';
import type { LiveData } from '../../../../renderer/data/live-data.ts';
import { SCENE_EPOCH_MS, type Scene } from './load-scene.ts';

interface Source {
  readonly revision: number;
  onChanged(listener: () => void): () => void;
}

/** Takes the revision of a source into an object without copying its value. */
function withSource<T extends object>(signal: ChangeSignal, rest: T): T & Source {
  const source: Source = {
    get revision() {
      return signal.revision;
    },
    onChanged: (listener) => signal.onChanged(listener),
  };
  return Object.defineProperties(rest, Object.getOwnPropertyDescriptors(source)) as T & Source;
}

const received = (ageMs: Float64Array): Float64Array => ageMs.map((age) => SCENE_EPOCH_MS - age);

export interface SceneLive {
  readonly live: LiveData;
  /** The positions in the scene are others now. */
  workersMoved(): void;
}

/** The scene as the application's map receives it, without a backend. */
export function createSceneLive({ city, columns }: Scene): SceneLive {
  const { coverage, alerts, workers } = columns;
  const startedMs = performance.now();
  const signals = { coverage: new ChangeSignal(nextFrame), alerts: new ChangeSignal(nextFrame), workers: new ChangeSignal(nextFrame) };
  const locatedAtMs = received(workers.ageMs);
  const receivedAtMs = new Float64Array(workers.id.length).fill(startedMs);
  const live: LiveData = {
    coverage: withSource(signals.coverage, {
      day: 0,
      batchIds: new Float64Array(0),
      columns: coverage,
      unplacedByStreet: new Uint32Array(city.streets.count + 1),
    }),
    alerts: withSource(signals.alerts, { count: alerts.id.length, columns: { ...alerts, raisedAtMs: received(alerts.ageMs) } }),
    workers: withSource(signals.workers, {
      count: workers.id.length,
      columns: { ...workers, locatedAtMs, isUnrecorded: new Uint8Array(workers.id.length) },
      previousLongitude: workers.otherLongitude,
      previousLatitude: workers.otherLatitude,
      receivedAtMs,
    }),
    status: withSource(new ChangeSignal(nextFrame), { snapshot: null, nowMs: () => SCENE_EPOCH_MS }),
    dataAges: new PolledColumns(nextFrame),
    compared: new PolledColumns(nextFrame),
  };
  for (const signal of Object.values(signals)) signal.markChanged();
  return {
    live,
    workersMoved() {
      receivedAtMs.fill(performance.now());
      signals.workers.markChanged();
    },
  };
}
