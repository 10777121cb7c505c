import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import type { EvidenceView } from './evidence-view.ts';
import { clockText } from './evidence-times.ts';

interface TrackSummaryProps {
  readonly view: EvidenceView;
  readonly track: WorkerTrack;
}

/** Of duty hours: how long something was heard, stops, check-ins, gaps. */
export function TrackSummary({ view: { evidence, text, words }, track }: TrackSummaryProps) {
  const { shifts, stops, visits, gaps, heardMs } = track;
  const lengthOf = (spans: WorkerTrack['gaps']): number => spans.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0);
  const households = visits.reduce((sum, visit) => sum + visit.households, 0);
  const duty = shifts.map(({ fromMs, untilMs }) =>
    text('tracks.span', { from: clockText(fromMs, evidence.request.day, text), until: clockText(untilMs, evidence.request.day, text) }),
  );
  const figures = [
    ['heard', words.span(heardMs), text('tracks.summary.duty', { duty: duty.join(text('separator')) })],
    ['stops', words.count(stops.length), text('tracks.summary.stayed', { length: words.span(lengthOf(stops)) })],
    ['visits', words.count(visits.length), text('tracks.summary.households', { households: words.count(households) })],
    ['gaps', words.count(gaps.length), text('tracks.summary.silent', { length: words.span(lengthOf(gaps)) })],
  ] as const;
  return (
    <dl className="report-summary track-summary">
      {figures.map(([name, figure, note]) => (
        <div key={name}>
          <dd className="report-figure">{figure}</dd>
          <dt>{text(`console:tracks.facts.${name}`)}</dt>
          <dd className="report-before">{note}</dd>
        </div>
      ))}
    </dl>
  );
}
