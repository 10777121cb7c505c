import { STOP_LEAST_MS, STOP_RADIUS_METERS } from '../../../shared/domain/track-stops.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { POSITION_STALE_MS } from '../../../shared/domain/workers.ts';
import { SourceNote } from '../parts/freshness-notes.tsx';
import type { EvidenceView } from './evidence-view.ts';

/** What the words mean, how fresh the source was, and how the paper is proved. */
export function EvidenceNotes({ view: { evidence, text } }: { readonly view: EvidenceView }) {
  const { source, request } = evidence;
  return (
    <section className="report-section report-notes">
      <h2>{text('section.notes')}</h2>
      <p>{text(request.subject.kind === 'worker' ? 'tracks.notes.duty' : 'tracks.notes.inside')}</p>
      <p>{text('tracks.notes.stop', { meters: STOP_RADIUS_METERS, minutes: STOP_LEAST_MS / MINUTE_MS })}</p>
      <p>{text('tracks.notes.gap', { minutes: POSITION_STALE_MS / MINUTE_MS })}</p>
      <p>{text('tracks.notes.proof')}</p>
      {source === null ? null : <SourceNote source={source} text={text} language={evidence.language} />}
    </section>
  );
}
