import { COORDINATE_SCALE } from '../../shared/city/city.ts';
import type { TopicEvent, WorkerColumns } from '../../shared/contract/topics.ts';
import { ChangeSignal, type Schedule } from './change-signal.ts';
import { DenseColumns } from './dense-columns.ts';
import type { LiveWorkers } from './live-data.ts';

const COLUMN_NAMES = [
  'id',
  'grid',
  'longitude',
  'latitude',
  'heading',
  'locatedAtMs',
  'role',
  'openTasks',
  'verifiedToday',
  'isUnrecorded',
] as const;
type ColumnName = (typeof COLUMN_NAMES)[number];

/** Nobody walks this far between two fixes: the point jumps instead of flying over the roofs. */
const JUMP_METERS = 400;
const METERS_PER_DEGREE = 111_320;
const JUMP_UNITS = (JUMP_METERS / METERS_PER_DEGREE) * COORDINATE_SCALE;

function allocate(capacity: number) {
  return {
    id: new Float64Array(capacity),
    grid: new Int32Array(capacity),
    longitude: new Int32Array(capacity),
    latitude: new Int32Array(capacity),
    heading: new Uint16Array(capacity),
    locatedAtMs: new Float64Array(capacity),
    role: new Uint8Array(capacity),
    openTasks: new Uint16Array(capacity),
    verifiedToday: new Uint16Array(capacity),
    isUnrecorded: new Uint8Array(capacity),
    previousLongitude: new Int32Array(capacity),
    previousLatitude: new Int32Array(capacity),
    receivedAtMs: new Float64Array(capacity),
  };
}

/** The workers on duty, kept by the topic `workers`. */
export class WorkerRows extends ChangeSignal implements LiveWorkers {
  readonly #monotonicMs: () => number;
  readonly #rows = new DenseColumns<ColumnName, ReturnType<typeof allocate>>(COLUMN_NAMES, allocate);

  constructor(schedule: Schedule, monotonicMs: () => number) {
    super(schedule);
    this.#monotonicMs = monotonicMs;
  }

  get count(): number {
    return this.#rows.count;
  }
  get columns(): WorkerColumns {
    return this.#rows.columns;
  }
  get previousLongitude(): Int32Array {
    return this.#rows.columns.previousLongitude;
  }
  get previousLatitude(): Int32Array {
    return this.#rows.columns.previousLatitude;
  }
  get receivedAtMs(): Float64Array {
    return this.#rows.columns.receivedAtMs;
  }

  apply(event: TopicEvent<'workers'>): void {
    if (event.kind === 'snapshot') this.#rows.clear();
    else for (const id of event.data.removedIds) this.#rows.remove(id);
    const { columns } = event.data;
    for (let row = 0; row < columns.id.length; row++) this.#place(columns, row);
    this.markChanged();
  }

  /** Takes over one worker and remembers where they were, so that the map can move them there smoothly. */
  #place(source: WorkerColumns, sourceRow: number): void {
    const known = this.#rows.rowOf(source.id[sourceRow] ?? 0);
    const before = this.#rows.columns;
    const fromLongitude = before.longitude[known] ?? Number.NaN;
    const fromLatitude = before.latitude[known] ?? Number.NaN;
    const row = this.#rows.upsert(source, sourceRow);
    const { longitude, latitude, previousLongitude, previousLatitude, receivedAtMs } = this.#rows.columns;
    const toLongitude = longitude[row] ?? 0;
    const toLatitude = latitude[row] ?? 0;
    const hasWalked = Math.abs(toLongitude - fromLongitude) < JUMP_UNITS && Math.abs(toLatitude - fromLatitude) < JUMP_UNITS;
    previousLongitude[row] = hasWalked ? fromLongitude : toLongitude;
    previousLatitude[row] = hasWalked ? fromLatitude : toLatitude;
    receivedAtMs[row] = this.#monotonicMs();
  }
}
