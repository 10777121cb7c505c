/** The data that every subject draws, in one file: columns one after the other, each on an 8-byte boundary, behind the numbers of rows. */
type ColumnType = Uint8ArrayConstructor | Uint16ArrayConstructor | Int32ArrayConstructor | Float64ArrayConstructor;
type Spec = Readonly<Record<string, ColumnType>>;
type Columns<S extends Spec> = { readonly [Name in keyof S]: InstanceType<S[Name]> };

export const COVERAGE_SPEC = {
  listed: Uint16Array,
  verified: Uint16Array,
  verifiedOnTime: Uint16Array,
  unreachable: Uint16Array,
  deferred: Uint16Array,
  withdrawn: Uint16Array,
  overdue: Uint16Array,
} as const;
/** Two positions of every worker, to move between. */
export const WORKER_SPEC = {
  id: Float64Array,
  grid: Int32Array,
  longitude: Int32Array,
  latitude: Int32Array,
  otherLongitude: Int32Array,
  otherLatitude: Int32Array,
  heading: Uint16Array,
  /** Milliseconds before the moment that the scene shows. */
  ageMs: Float64Array,
  role: Uint8Array,
  openTasks: Uint16Array,
  verifiedToday: Uint16Array,
} as const;
export const ALERT_SPEC = {
  id: Float64Array,
  grid: Int32Array,
  longitude: Int32Array,
  latitude: Int32Array,
  level: Uint8Array,
  kind: Uint8Array,
  state: Uint8Array,
  ageMs: Float64Array,
} as const;

export interface SceneColumns {
  readonly coverage: Columns<typeof COVERAGE_SPEC>;
  readonly workers: Columns<typeof WORKER_SPEC>;
  readonly alerts: Columns<typeof ALERT_SPEC>;
}

const ALIGNMENT = 8;
const HEADER_BYTES = 16;
const align = (offset: number): number => Math.ceil(offset / ALIGNMENT) * ALIGNMENT;

export function createColumns<S extends Spec>(spec: S, count: number): Columns<S> {
  return Object.fromEntries(Object.entries(spec).map(([name, Column]) => [name, new Column(count)])) as Columns<S>;
}

export function encodeScene({ coverage, workers, alerts }: SceneColumns): Uint8Array {
  const columns = [coverage, workers, alerts].flatMap((table) => Object.values(table));
  const bytes = new Uint8Array(columns.reduce((sum, column) => align(sum) + column.byteLength, HEADER_BYTES));
  new Uint32Array(bytes.buffer, 0, 3).set([coverage.listed.length, workers.id.length, alerts.id.length]);
  let offset = HEADER_BYTES;
  for (const column of columns) {
    offset = align(offset);
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
    offset += column.byteLength;
  }
  return bytes;
}

/** Views on the file's bytes. */
export function decodeScene(bytes: ArrayBuffer): SceneColumns {
  const [grids = 0, workers = 0, alerts = 0] = new Uint32Array(bytes, 0, 3);
  let offset = HEADER_BYTES;
  const read = <S extends Spec>(spec: S, count: number): Columns<S> =>
    Object.fromEntries(
      Object.entries(spec).map(([name, Column]) => {
        const column = new Column(bytes, align(offset), count);
        offset = column.byteOffset + column.byteLength;
        return [name, column];
      }),
    ) as Columns<S>;
  return { coverage: read(COVERAGE_SPEC, grids), workers: read(WORKER_SPEC, workers), alerts: read(ALERT_SPEC, alerts) };
}
