import { useMemo } from 'react';
import type { MapDrawing } from './map/map-drawing.ts';
import { PagedDocument } from './PagedDocument.tsx';
import { SignOff } from './parts/SignOff.tsx';
import { reportFlow } from './report-flow.tsx';
import { ReportSheet, RunningHead } from './ReportSheet.tsx';
import type { ReportView } from './report-view.ts';

interface ReportDocumentProps {
  readonly view: ReportView;
  readonly map: MapDrawing;
  /** The pages stand in the document. */
  readonly onLaidOut?: (pages: number) => void;
}

/** The daily report as A4 pages, signed at the foot of the last. */
export function ReportDocument({ view, map, onLaidOut }: ReportDocumentProps) {
  const elements = useMemo(() => reportFlow(view, map), [view, map]);
  return (
    <PagedDocument
      elements={elements}
      head={<RunningHead view={view} />}
      tail={<SignOff signatures={view.report.signatures} text={view.text} />}
      renderSheet={(content, page, pages) => (
        <ReportSheet view={view} page={page} pages={pages}>
          {content}
        </ReportSheet>
      )}
      onLaidOut={onLaidOut}
    />
  );
}
