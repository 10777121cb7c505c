import type { ReactNode } from 'react';
import type { PaperTable } from './paper-table.ts';

/** A piece of a document that is never broken. `row` nodes are `<tr>`. */
export type FlowElement =
  | { readonly kind: 'block' | 'heading'; readonly key: string; readonly node: ReactNode }
  | { readonly kind: 'row'; readonly key: string; readonly table: PaperTable; readonly node: ReactNode };
