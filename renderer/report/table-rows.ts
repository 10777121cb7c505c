import type { ReactNode } from 'react';
import type { FlowElement } from './flow-element.ts';
import type { PaperTable } from './paper-table.ts';

/** Rows of a table as pieces of a document. */
export function rowsOf(table: PaperTable, nodes: readonly ReactNode[]): FlowElement[] {
  return nodes.map((node, index) => ({ kind: 'row', key: `${table.id}-${index}`, table, node }));
}
