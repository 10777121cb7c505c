import { formatMinute } from '../../lib/format.ts';
import type { ReportView } from '../report-view.ts';
import { SourceNote, StreamNotes } from './freshness-notes.tsx';

/** How each figure is made and how its source stood: what a reader needs to check it. */
export function Notes({ view: { report, text } }: { readonly view: ReportView }) {
  return (
    <section className="report-section report-notes">
      <h2>{text('section.notes')}</h2>
      <p>{text('notes.coverage')}</p>
      <p>{text('notes.missing')}</p>
      <p>{text('notes.before', { time: formatMinute(report.asOfMs) })}</p>
      <StreamNotes freshness={report.freshness} text={text} />
      {report.source === undefined ? null : <SourceNote source={report.source} text={text} language={report.request.language} />}
    </section>
  );
}
