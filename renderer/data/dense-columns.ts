type Column = Float64Array | Float32Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;
/** Typed arrays of equal length, one of them the ids. */
export type ColumnSet<Names extends string> = { readonly [Name in Names]: Column } & { readonly id: Float64Array };

const FIRST_CAPACITY = 1024;

/**
 * Rows with an id in dense typed columns: row order is not stable, since a removed row is replaced by the last one. The arrays are
 * updated in place and replaced by longer ones when they are full. `Names` are the columns that `upsert` copies from its source.
 */
export class DenseColumns<Names extends string, Columns extends ColumnSet<Names>> {
  count = 0;
  columns: Columns;
  readonly #allocate: (capacity: number) => Columns;
  readonly #copied: readonly Names[];
  readonly #rowOfId = new Map<number, number>();

  constructor(copied: readonly Names[], allocate: (capacity: number) => Columns) {
    this.#allocate = allocate;
    this.#copied = copied;
    this.columns = allocate(FIRST_CAPACITY);
  }

  clear(): void {
    this.count = 0;
    this.#rowOfId.clear();
  }

  /** Row of an id, −1 when there is none. */
  rowOf(id: number): number {
    return this.#rowOfId.get(id) ?? -1;
  }

  /** Copies one row of the source, over the row of the same id if there is one. Answers its row here. */
  upsert(source: ColumnSet<Names>, sourceRow: number): number {
    const id = source.id[sourceRow] ?? 0;
    let row = this.rowOf(id);
    if (row < 0) {
      row = this.count++;
      if (row === this.columns.id.length) this.#grow();
      this.#rowOfId.set(id, row);
    }
    for (const name of this.#copied) writeCell(this.columns[name], row, source[name][sourceRow] ?? 0);
    return row;
  }

  remove(id: number): void {
    const row = this.rowOf(id);
    if (row < 0) return;
    const last = --this.count;
    this.#rowOfId.delete(id);
    if (row === last) return;
    for (const column of columnsOf(this.columns)) column[row] = column[last] ?? 0;
    this.#rowOfId.set(this.columns.id[row] ?? 0, row);
  }

  #grow(): void {
    const longer = this.#allocate(this.columns.id.length * 2);
    const before = columnsOf(this.columns);
    for (const [index, column] of columnsOf(longer).entries()) column.set(before[index] ?? []);
    this.columns = longer;
  }
}

/** All columns, in an order that is the same for every set of one kind. */
function columnsOf(columns: Readonly<Record<string, Column>>): readonly Column[] {
  return Object.values(columns);
}

function writeCell(column: Column, row: number, value: number): void {
  column[row] = value;
}
