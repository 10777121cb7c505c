import type { AlertColumns, CoverageSnapshot, TopicEvent, WorkerColumns } from '../../../../shared/contract/topics.ts';

type Column = ArrayLike<number>;

/** What a window holds of a keyed topic, in the order of the keys. */
function rowsOf(columns: AlertColumns | WorkerColumns): number[][] {
  const named: readonly Column[] = Object.values(columns);
  return Array.from(columns.id, (_, place) => named.map((column) => column[place] ?? Number.NaN));
}

/** A window's copy of a topic of rows, made from nothing but the events. */
export class RowsMirror {
  readonly #rows = new Map<number, readonly number[]>();
  revision = 0;

  receive(event: TopicEvent<'alerts'> | TopicEvent<'workers'>): void {
    if (event.kind === 'snapshot') this.#rows.clear();
    else if (event.revision !== this.revision + 1) throw new Error(`revision ${event.revision} after ${this.revision}`);
    for (const row of rowsOf(event.data.columns)) this.#rows.set(row[0] ?? -1, row);
    if (event.kind === 'delta') for (const id of event.data.removedIds) this.#rows.delete(id);
    this.revision = event.revision;
  }

  get rows(): readonly (readonly number[])[] {
    return [...this.#rows.values()].toSorted((left, right) => (left[0] ?? 0) - (right[0] ?? 0));
  }
}

/** A window's copy of the coverage, made from nothing but the events. */
export class CoverageMirror {
  #snapshot: CoverageSnapshot | null = null;
  revision = 0;
  snapshots = 0;
  deltas = 0;

  receive(event: TopicEvent<'coverage'>): void {
    if (event.kind === 'snapshot') {
      this.#snapshot = structuredClone(event.data);
      this.snapshots += 1;
    } else {
      if (event.revision !== this.revision + 1) throw new Error(`revision ${event.revision} after ${this.revision}`);
      this.deltas += 1;
      const { columns } = this.state;
      const values: readonly Column[] = Object.values(event.data.columns);
      for (const [index, column] of Object.values(columns).entries()) {
        event.data.grids.forEach((grid, place) => {
          column[grid] = values[index]?.[place] ?? 0;
        });
      }
      this.#snapshot = { ...this.state, unplacedByStreet: event.data.unplacedByStreet };
    }
    this.revision = event.revision;
  }

  get state(): CoverageSnapshot {
    if (this.#snapshot === null) throw new Error('no snapshot came');
    return this.#snapshot;
  }
}
