import { useMemo } from 'react';
import { PagedDocument } from '../PagedDocument.tsx';
import { minutesFlow } from './minutes-flow.tsx';
import { MinutesHead, MinutesSheet } from './MinutesSheet.tsx';
import type { MinutesView } from './minutes-view.ts';
import './minutes.css';

interface MinutesDocumentProps {
  readonly view: MinutesView;
  /** The pages stand in the document. */
  readonly onLaidOut: (pages: number) => void;
}

/** The minutes of a consultation as A4 pages. */
export function MinutesDocument({ view, onLaidOut }: MinutesDocumentProps) {
  const elements = useMemo(() => minutesFlow(view), [view]);
  return (
    <PagedDocument
      elements={elements}
      head={<MinutesHead view={view} />}
      tail={null}
      renderSheet={(content, page, pages) => (
        <MinutesSheet view={view} page={page} pages={pages}>
          {content}
        </MinutesSheet>
      )}
      onLaidOut={onLaidOut}
    />
  );
}
