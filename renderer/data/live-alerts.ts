import type { AlertColumns, TopicEvent } from '../../shared/contract/topics.ts';
import { ChangeSignal } from './change-signal.ts';
import { DenseColumns } from './dense-columns.ts';
import type { LiveAlerts } from './live-data.ts';

const COLUMN_NAMES = ['id', 'grid', 'longitude', 'latitude', 'level', 'kind', 'state', 'raisedAtMs'] as const;
type ColumnName = (typeof COLUMN_NAMES)[number];

function allocate(capacity: number) {
  return {
    id: new Float64Array(capacity),
    grid: new Int32Array(capacity),
    longitude: new Int32Array(capacity),
    latitude: new Int32Array(capacity),
    level: new Uint8Array(capacity),
    kind: new Uint8Array(capacity),
    state: new Uint8Array(capacity),
    raisedAtMs: new Float64Array(capacity),
  };
}

/** The alerts of the last 7 days and the older open ones, kept by the topic `alerts`. */
export class AlertRows extends ChangeSignal implements LiveAlerts {
  readonly #rows = new DenseColumns<ColumnName, ReturnType<typeof allocate>>(COLUMN_NAMES, allocate);

  get count(): number {
    return this.#rows.count;
  }
  get columns(): AlertColumns {
    return this.#rows.columns;
  }

  apply(event: TopicEvent<'alerts'>): void {
    if (event.kind === 'snapshot') this.#rows.clear();
    else for (const id of event.data.removedIds) this.#rows.remove(id);
    const { columns } = event.data;
    for (let row = 0; row < columns.id.length; row++) this.#rows.upsert(columns, row);
    this.markChanged();
  }
}
