import { formatDateTime } from '../../../shared/domain/time.ts';
import { formatMinute } from '../../lib/format.ts';
import { sourceNote } from '../source-text.ts';
import type { ReportView } from '../report-view.ts';

/** How each figure is made and how fresh its source was: what a reader needs to check it. */
export function Notes({ view: { report, text } }: { readonly view: ReportView }) {
  const sources = report.freshness.map(({ source, changedAtMs }) => {
    const name = text(`console:source.${source}`);
    return changedAtMs === null
      ? text('notes.freshnessNever', { source: name })
      : text('notes.freshnessOf', { source: name, time: formatDateTime(changedAtMs) });
  });
  return (
    <section className="report-section report-notes">
      <h2>{text('section.notes')}</h2>
      <p>{text('notes.coverage')}</p>
      <p>{text('notes.missing')}</p>
      <p>{text('notes.before', { time: formatMinute(report.asOfMs) })}</p>
      <p>{text('notes.freshness', { sources: sources.join(text('separator')) })}</p>
      {report.source === undefined ? null : <p>{sourceNote(report.source, text)}</p>}
    </section>
  );
}
