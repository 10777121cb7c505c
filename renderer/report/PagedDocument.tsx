import { Fragment, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { measureFlow } from './measure-flow.ts';
import { type PageRange, paginate } from './paginate.ts';
import type { FlowElement } from './flow-element.ts';
import type { PaperTable } from './paper-table.ts';
import './report.css';
import './report-tables.css';
import './report-map.css';
import './report-parts.css';

interface PagedDocumentProps {
  /** Must keep its identity: other elements are laid out anew. */
  readonly elements: readonly FlowElement[];
  /** What every page but the first begins with, and what stands at the foot of the last: `renderSheet` draws both, here they are measured. */
  readonly head: ReactNode;
  readonly tail: ReactNode;
  /** One A4 page; counted from 1. */
  readonly renderSheet: (content: ReactNode, page: number, pages: number) => ReactNode;
  /** The pages stand in the document. */
  readonly onLaidOut?: ((pages: number) => void) | undefined;
}

function Table({ table, children }: { readonly table: PaperTable; readonly children: ReactNode }) {
  return (
    <table className={`report-table report-table-${table.id}`} data-flow-table={table.id}>
      <colgroup>
        {table.columns.map((width, index) => (
          <col key={index} style={{ width: `${width}%` }} />
        ))}
      </colgroup>
      <thead>{table.head}</thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** Consecutive rows of one table stand in one `<table>`, so each page repeats the head. */
function renderFlow(elements: readonly FlowElement[]): ReactNode[] {
  const nodes: ReactNode[] = [];
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index];
    if (element === undefined) continue;
    if (element.kind !== 'row') {
      nodes.push(
        <div key={element.key} className="report-unit" data-flow-unit>
          {element.node}
        </div>,
      );
      continue;
    }
    const rows: ReactNode[] = [];
    let last = index;
    for (let next = elements[last]; next?.kind === 'row' && next.table.id === element.table.id; next = elements[last]) {
      rows.push(<Fragment key={next.key}>{next.node}</Fragment>);
      last++;
    }
    index = last - 1;
    nodes.push(
      <Table key={element.key} table={element.table}>
        {rows}
      </Table>,
    );
  }
  return nodes;
}

/**
 * A document as A4 pages. It is laid out once unbroken to learn the heights of its pieces, then broken into pages: what the screen shows is
 * what Chromium prints, and page numbers, repeated heads and the foot of the last page do not depend on its version.
 */
export function PagedDocument({ elements, head, tail, renderSheet, onLaidOut }: PagedDocumentProps) {
  const measured = useRef<HTMLDivElement>(null);
  const [layout, setLayout] = useState<{ readonly of: readonly FlowElement[]; readonly pages: readonly PageRange[] } | null>(null);

  useLayoutEffect(() => {
    if (measured.current === null) return;
    const { units, room } = measureFlow(measured.current, elements);
    setLayout({ of: elements, pages: paginate(units, room) });
  }, [elements]);

  const pages = layout?.of === elements ? layout.pages : null;
  useLayoutEffect(() => {
    if (pages !== null) onLaidOut?.(pages.length);
  }, [pages, onLaidOut]);

  if (pages === null) {
    return (
      <div ref={measured} className="report-sheet report-measure" aria-hidden="true">
        <div className="report-body" data-flow-body>
          {renderFlow(elements)}
        </div>
        {head}
        {tail}
      </div>
    );
  }
  return pages.map(({ from, to }, index) => (
    <Fragment key={from}>{renderSheet(renderFlow(elements.slice(from, to)), index + 1, pages.length)}</Fragment>
  ));
}
