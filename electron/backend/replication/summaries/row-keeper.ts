/** Integer cells of one row, in the order of the keeper's columns; every column a keeper reads is an integer or null. */
export type KeptCells = readonly (number | null)[];

/** A table of counts that gathers what a transaction changes. */
export interface KeptTable {
  /** Writes it. */
  flush(): void;
  /** The transaction was rolled back. */
  forget(): void;
  /** Everything goes: what was written and what was gathered. */
  clear(): void;
}

/** Keeps the summaries of one replicated table up with its rows. */
export interface RowKeeper {
  /** The columns it needs of a row before and after a change. */
  readonly columns: readonly string[];
  /** One row came (before null), changed, or went (after null). The table already holds the row as it is after. */
  replace(before: KeptCells | null, after: KeptCells | null): void;
  /** The table has been emptied. */
  truncate(): void;
}

/** A cell of a column that cannot be null. */
export function cell(cells: KeptCells, index: number): number {
  return cells[index] ?? -1;
}
