import { formatDateTime } from '../../../shared/domain/time.ts';
import { formatCount, formatMinute } from '../../lib/format.ts';
import type { ReportSource } from '../../../shared/contract/daily-report.ts';
import type { ReportText } from '../i18n/report-text.ts';
import type { ReportView } from '../report-view.ts';

/** How the source of all rows stood when the figures were taken, and what of it is in no figure. */
function sourceNote({ kind, areaCode, standing, offlineSinceMs, trouble, quarantinedRows }: ReportSource, text: ReportText): string {
  const source = { kind: text(`console:replication.kind.${kind}`), area: areaCode };
  const state = text(`console:replication.lag.stateOf.${standing}`);
  const known = offlineSinceMs === null ? state : text('notes.sourceSince', { state, time: formatDateTime(offlineSinceMs) });
  const why =
    trouble === null ? known : text('notes.sourceTrouble', { state: known, trouble: text(`console:replication.trouble.${trouble}.title`) });
  return text(quarantinedRows === 0 ? 'notes.source' : 'notes.sourceQuarantine', {
    ...source,
    state: why,
    rows: formatCount(quarantinedRows),
  });
}

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
