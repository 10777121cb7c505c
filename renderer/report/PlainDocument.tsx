import type { ReactNode } from 'react';
import type { ReportText } from './i18n/report-text.ts';
import { PagedDocument } from './PagedDocument.tsx';
import type { FlowElement } from './flow-element.ts';
import { Watermark } from './parts/Watermark.tsx';
import type { ReportStamp } from './report-view.ts';

interface PlainDocumentProps {
  /** Must keep its identity: other elements are laid out anew. */
  readonly elements: readonly FlowElement[];
  /** What every page but the first begins with. */
  readonly head: ReactNode;
  /** What stands at the foot of the last page. */
  readonly tail?: ReactNode;
  /** At the foot of every page, beside its number. */
  readonly foot: string;
  readonly stamp: ReportStamp;
  /** What is printed, for the watermark. */
  readonly title: string;
  readonly text: ReportText;
  /** The pages stand in the document. */
  readonly onLaidOut: (pages: number) => void;
}

/** A document other than a report as A4 pages: watermark behind, running head, foot with the page's number. */
export function PlainDocument({ elements, head, tail = null, foot, stamp, title, text, onLaidOut }: PlainDocumentProps) {
  return (
    <PagedDocument
      elements={elements}
      head={head}
      tail={tail}
      renderSheet={(content, page, pages) => (
        <section className="report-sheet" aria-label={text('pageOf', { page, pages })}>
          <Watermark stamp={stamp} place={title} text={text} />
          <div className="report-body">
            {page > 1 ? head : null}
            {content}
          </div>
          {page === pages ? tail : null}
          <footer className="report-footer">
            <span>{foot}</span>
            <span>{text('pageOf', { page, pages })}</span>
          </footer>
        </section>
      )}
      onLaidOut={onLaidOut}
    />
  );
}
