import { useMemo } from 'react';
import { formatDateMinute } from '../../lib/format.ts';
import { PlainDocument } from '../PlainDocument.tsx';
import { minutesFlow } from './minutes-flow.tsx';
import type { MinutesView } from './minutes-view.ts';
import './minutes.css';

interface MinutesDocumentProps {
  readonly view: MinutesView;
  /** The pages stand in the document. */
  readonly onLaidOut: (pages: number) => void;
}

/** What every page but the first begins with. */
function MinutesHead({ view: { minutes, text } }: Pick<MinutesDocumentProps, 'view'>) {
  return (
    <div className="report-running-head">
      <span>
        {text('number', { number: minutes.number })} · {text('minutes.title')}
      </span>
      <span>{formatDateMinute(minutes.record.startedAtMs)}</span>
    </div>
  );
}

/** The minutes of a consultation as A4 pages. */
export function MinutesDocument({ view, onLaidOut }: MinutesDocumentProps) {
  const elements = useMemo(() => minutesFlow(view), [view]);
  const { minutes, stamp, text } = view;
  return (
    <PlainDocument
      elements={elements}
      head={<MinutesHead view={view} />}
      foot={text('minutes.footer', { time: formatDateMinute(minutes.takenAtMs) })}
      stamp={stamp}
      title={text('minutes.title')}
      text={text}
      onLaidOut={onLaidOut}
    />
  );
}
