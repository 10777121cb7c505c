import { useMemo } from 'react';
import { formatDay } from '../../../shared/domain/time.ts';
import { formatDateMinute } from '../../lib/format.ts';
import { SignOff } from '../parts/SignOff.tsx';
import { PlainDocument } from '../PlainDocument.tsx';
import { evidenceFlow } from './evidence-flow.tsx';
import type { EvidenceView } from './evidence-view.ts';
import './evidence.css';

interface EvidenceDocumentProps {
  readonly view: EvidenceView;
  /** The pages stand in the document. */
  readonly onLaidOut: (pages: number) => void;
}

/** What every page but the first begins with. */
function EvidenceHead({ view: { evidence, text } }: Pick<EvidenceDocumentProps, 'view'>) {
  return (
    <div className="report-running-head">
      <span>
        {text('number', { number: evidence.number })} · {text('tracks.title')}
      </span>
      <span>{formatDay(evidence.request.day)}</span>
    </div>
  );
}

/** Tracks as evidence on A4 pages, signed at the foot of the last. */
export function EvidenceDocument({ view, onLaidOut }: EvidenceDocumentProps) {
  const elements = useMemo(() => evidenceFlow(view), [view]);
  const { evidence, text } = view;
  const { user, asOfMs, signatures } = evidence;
  return (
    <PlainDocument
      elements={elements}
      head={<EvidenceHead view={view} />}
      tail={<SignOff signatures={signatures} text={text} />}
      foot={text('tracks.footer', { user, time: formatDateMinute(asOfMs) })}
      stamp={{ user, atMs: asOfMs }}
      title={text('tracks.title')}
      text={text}
      onLaidOut={onLaidOut}
    />
  );
}
