import { areaName } from '../../../shared/domain/areas.ts';
import { formatDateTime, startOfDay } from '../../../shared/domain/time.ts';
import { WORKER_ROLES } from '../../../shared/domain/workers.ts';
import { shortDigest } from '../figure-text.ts';
import { PaperLink } from '../parts/PaperLink.tsx';
import { sourceWarning } from '../source-text.ts';
import type { EvidenceView } from './evidence-view.ts';

/** Of many grids the paper names the first ones. */
const GRIDS_NAMED = 6;

/** Whose way: a masked name with the role, or the grids. */
function subjectText({ city, evidence, text, words }: EvidenceView): string {
  const { subject } = evidence.request;
  if (subject.kind === 'worker') {
    const [track] = evidence.tracks;
    return text('tracks.ofWorker', {
      name: track?.name ?? '',
      role: text(`console:workerRole.${WORKER_ROLES[track?.role ?? 0] ?? 'gridWorker'}`),
    });
  }
  const names = subject.grids.slice(0, GRIDS_NAMED).map((index) => areaName(city, { level: 'grid', index }));
  const grids = words.count(subject.grids.length);
  return text(subject.grids.length > GRIDS_NAMED ? 'tracks.ofMoreGrids' : 'tracks.ofGrids', {
    grids,
    names: names.join(text('separator')),
  });
}

/** Number, check value, whom, when, why and by whom. */
export function EvidenceHeading({ view }: { readonly view: EvidenceView }) {
  const { evidence, text, words } = view;
  const { number, digest, asOfMs, replicaPosition, officeName, classification, request, user } = evidence;
  const warning = sourceWarning(evidence, text);
  return (
    <header className="report-heading">
      <div className="report-line">
        <span>{text('number', { number })}</span>
        <span>{text('asOf', { time: formatDateTime(asOfMs) })}</span>
      </div>
      <div className="report-line">
        <span>{text('digest', { digest: shortDigest(digest) })}</span>
        <span>{text('position', { position: replicaPosition })}</span>
      </div>
      <div className="report-title">
        {officeName === '' ? null : <p className="report-office">{officeName}</p>}
        {classification === '' ? null : <p className="report-classification">{text('classification', { classification })}</p>}
        <h1>{text('tracks.title')}</h1>
        <p className="report-subtitle">{text('tracks.rules')}</p>
        {warning === null ? null : <p className="report-warning">{warning}</p>}
        <PaperLink report={evidence} text={text} />
      </div>
      <dl className="track-facts">
        <dt>{text('tracks.fact.subject')}</dt>
        <dd className="track-fact-wide">{subjectText(view)}</dd>
        <dt>{text('tracks.fact.reason')}</dt>
        <dd className="track-fact-wide">{request.reason}</dd>
        <dt>{text('tracks.fact.day')}</dt>
        <dd>{words.longDate(startOfDay(request.day))}</dd>
        <dt>{text('tracks.fact.printed')}</dt>
        <dd>{text('tracks.printedBy', { user, time: formatDateTime(asOfMs) })}</dd>
      </dl>
    </header>
  );
}
