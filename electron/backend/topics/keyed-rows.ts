/** Cells of one row; the first is its key. */
export type NumberRow = readonly number[];

/** The same as what a topic's refresh found. */
type RowChanges<Columns> =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'changed'; readonly delta: { readonly columns: Columns; readonly removedIds: Float64Array } };

/** The rows that a topic showed last, and what has changed in them since the last delta was taken. */
export class KeyedRows {
  readonly #rows = new Map<number, NumberRow>();
  readonly #changed = new Set<number>();
  readonly #removed = new Set<number>();

  rows(): IterableIterator<NumberRow> {
    return this.#rows.values();
  }

  put(row: NumberRow): void {
    const key = row[0] ?? -1;
    const known = this.#rows.get(key);
    if (known !== undefined && known.every((value, index) => value === row[index])) return;
    this.#rows.set(key, row);
    this.#changed.add(key);
    this.#removed.delete(key);
  }

  remove(key: number): void {
    if (!this.#rows.delete(key)) return;
    this.#changed.delete(key);
    this.#removed.add(key);
  }

  /** Everything goes, without being told as removed: a snapshot follows. */
  replaceAll(rows: Iterable<NumberRow>): void {
    this.#rows.clear();
    for (const row of rows) this.#rows.set(row[0] ?? -1, row);
    this.#changed.clear();
    this.#removed.clear();
  }

  /** What changed since the last time, in the columns of its topic. */
  takeChanges<Columns>(columnsOf: (rows: readonly NumberRow[]) => Columns): RowChanges<Columns> {
    if (this.#changed.size === 0 && this.#removed.size === 0) return { kind: 'unchanged' };
    const columns = columnsOf([...this.#changed].map((key) => this.#rows.get(key) ?? []));
    const removedIds = Float64Array.from(this.#removed);
    this.#changed.clear();
    this.#removed.clear();
    return { kind: 'changed', delta: { columns, removedIds } };
  }
}

/** One column of rows, in the typed array that the contract gives it. */
export function columnOf<Column extends Float64Array | Int32Array | Uint16Array | Uint8Array>(
  rows: readonly NumberRow[],
  index: number,
  column: Column,
): Column {
  for (const [place, row] of rows.entries()) column[place] = row[index] ?? 0;
  return column;
}
