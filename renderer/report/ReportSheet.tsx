import type { ReactNode } from 'react';
import { formatDateTime } from '../../shared/domain/time.ts';
import { formatMinute } from '../lib/format.ts';
import { SignOff } from './parts/SignOff.tsx';
import { Watermark } from './parts/Watermark.tsx';
import type { ReportView } from './report-view.ts';

interface ReportSheetProps {
  readonly view: ReportView;
  /** Counted from 1. */
  readonly page: number;
  readonly pages: number;
  readonly children: ReactNode;
}

/** What every page but the first begins with. */
export function RunningHead({ view: { report, text } }: { readonly view: ReportView }) {
  return (
    <div className="report-running-head">
      <span>
        {report.number === '' ? text('unnumbered') : text('number', { number: report.number })} ·{' '}
        {text('title', { area: report.area.name })}
      </span>
      <span>{text('asOf', { time: formatDateTime(report.asOfMs) })}</span>
    </div>
  );
}

/** One A4 page: watermark behind, content, the sign-off line on the last page, the foot. */
export function ReportSheet({ view, page, pages, children }: ReportSheetProps) {
  const { report, text } = view;
  const foot =
    report.number === ''
      ? text('footerPreview')
      : text('footer', { time: formatMinute(report.asOfMs), frozen: formatDateTime(report.takenAtMs).slice(5, 16) });
  return (
    <section className="report-sheet" aria-label={text('pageOf', { page, pages })}>
      <Watermark stamp={view.stamp} place={report.area.name} text={text} />
      <div className="report-body">
        {page > 1 ? <RunningHead view={view} /> : null}
        {children}
      </div>
      {page === pages ? <SignOff signatures={report.signatures} text={text} /> : null}
      <footer className="report-footer">
        <span>{foot}</span>
        <span>{text('pageOf', { page, pages })}</span>
      </footer>
    </section>
  );
}
