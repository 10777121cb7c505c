import type { ReactNode } from 'react';
import { formatDateMinute } from '../../lib/format.ts';
import { Watermark } from '../parts/Watermark.tsx';
import type { MinutesView } from './minutes-view.ts';

interface MinutesSheetProps {
  readonly view: MinutesView;
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
  readonly children: ReactNode;
}

/** What every page but the first begins with. */
export function MinutesHead({ view: { minutes, text } }: Pick<MinutesSheetProps, 'view'>) {
  return (
    <div className="report-running-head">
      <span>
        {text('number', { number: minutes.number })} · {text('minutes.title')}
      </span>
      <span>{formatDateMinute(minutes.record.startedAtMs)}</span>
    </div>
  );
}

/** One A4 page of the minutes. */
export function MinutesSheet({ view, page, pages, children }: MinutesSheetProps) {
  const { minutes, stamp, text } = view;
  return (
    <section className="report-sheet" aria-label={text('pageOf', { page, pages })}>
      <Watermark stamp={stamp} place={text('minutes.title')} text={text} />
      <div className="report-body">
        {page > 1 ? <MinutesHead view={view} /> : null}
        {children}
      </div>
      <footer className="report-footer">
        <span>{text('minutes.footer', { time: formatDateMinute(minutes.takenAtMs) })}</span>
        <span>{text('pageOf', { page, pages })}</span>
      </footer>
    </section>
  );
}
