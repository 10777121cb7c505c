import type { ReactNode } from 'react';

/** A table that may be broken between rows; its head is repeated on every page. */
export interface PaperTable {
  readonly id: string;
  /** Parts of the width, one a column. */
  readonly columns: readonly number[];
  readonly head: ReactNode;
}
