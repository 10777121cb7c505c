import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import { dueCount } from '../../../shared/domain/rates.ts';
import { formatDateTime, formatTimeOfDay, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import { formatCount, formatLongDate } from '../../lib/format.ts';
import { rateText, shortDigest } from '../figure-text.ts';
import { sourceWarning } from '../source-text.ts';
import type { ReportText } from '../i18n/report-text.ts';
import type { ReportView } from '../report-view.ts';
import { PaperLink } from './PaperLink.tsx';

type Figure = 'coverage' | 'coverageWithoutDeferred' | 'due' | 'verified' | 'overdue' | 'unplaced';
const FIGURES: readonly Figure[] = ['coverage', 'coverageWithoutDeferred', 'due', 'verified', 'overdue', 'unplaced'];

function figureText(figure: Figure, counts: AreaCounts, text: ReportText): string {
  switch (figure) {
    case 'coverage':
      return rateText(counts, 'withDeferred', text);
    case 'coverageWithoutDeferred':
      return rateText(counts, 'withoutDeferred', text);
    case 'due':
      return formatCount(dueCount(counts, 'withDeferred'));
    default:
      return formatCount(counts[figure]);
  }
}

/** The six figures, each with the day before under it. */
function Summary({ view: { report, text } }: { readonly view: ReportView }) {
  const { counts, countsBefore } = report;
  return (
    <dl className="report-summary">
      {FIGURES.map((figure) => (
        <div key={figure}>
          <dd className="report-figure">{figureText(figure, counts, text)}</dd>
          <dt>{text(`figure.${figure}`)}</dt>
          <dd className="report-before">
            {countsBefore === null ? text('noYesterday') : text('yesterday', { value: figureText(figure, countsBefore, text) })}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What the reader must know before trusting a figure: taken before the cut-off, or from a replica that had not caught up. */
function Warnings({ view: { report, text } }: { readonly view: ReportView }) {
  const cutoffMs = startOfDay(report.request.day) + report.request.cutoffMinute * MINUTE_MS;
  const warnings: string[] = [];
  if (report.asOfMs < cutoffMs) warnings.push(text('interim', { cutoff: formatTimeOfDay(report.request.cutoffMinute) }));
  const behind = sourceWarning(report, text);
  if (behind !== null) warnings.push(behind);
  return warnings.map((warning) => (
    <p key={warning} className="report-warning">
      {warning}
    </p>
  ));
}

export function ReportHeading({ view }: { readonly view: ReportView }) {
  const { report, text } = view;
  const batches = report.batches
    .map(({ code, listVersion }) => text('batchVersion', { code, version: listVersion }))
    .join(text('separator'));
  return (
    <header className="report-heading">
      <div className="report-line">
        <span>{report.number === '' ? text('unnumbered') : text('number', { number: report.number })}</span>
        <span>{text('asOf', { time: formatDateTime(report.asOfMs) })}</span>
      </div>
      <div className="report-line">
        <span>{report.digest === '' ? '' : text('digest', { digest: shortDigest(report.digest) })}</span>
        <span>{text('position', { position: report.replicaPosition })}</span>
      </div>
      <div className="report-title">
        <div>
          {report.officeName === '' ? null : <p className="report-office">{report.officeName}</p>}
          {report.classification === '' ? null : (
            <p className="report-classification">{text('classification', { classification: report.classification })}</p>
          )}
          <h1>{text('title', { area: report.area.name })}</h1>
          <p className="report-subtitle">
            {text('subtitle', {
              date: formatLongDate(startOfDay(report.request.day), report.request.language),
              batches,
              rule: text('console:rule.withDeferred'),
            })}
          </p>
          <Warnings view={view} />
        </div>
        <PaperLink report={report} text={text} />
      </div>
      <Summary view={view} />
    </header>
  );
}
