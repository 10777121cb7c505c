import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import { formatMinute } from '../../lib/format.ts';
import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { visitText } from '../detail/visit-text.ts';
import type { TrackEntry } from './track-entries.ts';
import { lookAt } from './zoom-to-tracks.ts';

/** A stop with its check-ins, a check-in on the way, or a gap. A click goes to its moment, and to its place. */
export function TrackEntryLine({ entry, isNow }: { readonly entry: TrackEntry; readonly isNow: boolean }) {
  const { t } = useWords();
  const goTo = (): void => {
    useTimeStore.getState().actions.goTo(entry.atMs);
    if (entry.kind === 'stop') lookAt(entry.stop.longitude, entry.stop.latitude);
  };
  const time = formatMinute(entry.atMs);
  return (
    <li className="track-entry" data-kind={entry.kind} aria-current={isNow ? 'time' : undefined}>
      <button type="button" className="track-time" aria-label={t('tracks.goTo', { time })} onClick={goTo}>
        {time}
      </button>
      <span className="track-sign" aria-hidden="true">
        {entry.kind === 'stop' && entry.number}
      </span>
      <div className="track-words">
        <EntryWords entry={entry} />
      </div>
    </li>
  );
}

function EntryWords({ entry }: { readonly entry: TrackEntry }) {
  const words = useWords();
  const { t, span } = words;
  const { city } = useServices();
  switch (entry.kind) {
    case 'gap':
      return <p>{t('tracks.gap', { span: span(entry.gap.untilMs - entry.gap.fromMs) })}</p>;
    case 'visit':
      return <VisitLine visit={entry.visit} isTimed={false} />;
    case 'stop': {
      const { stop, visits } = entry;
      const place = stop.grid < 0 ? t('tracks.outside') : areaName(city, { level: 'grid', index: stop.grid });
      return (
        <>
          <p className="one-line">
            {t('tracks.stop', { span: span(stop.untilMs - stop.fromMs) })} <span className="line-note">{place}</span>
          </p>
          {visits.map((visit) => (
            <VisitLine key={visit.id} visit={visit} isTimed />
          ))}
        </>
      );
    }
  }
}

function VisitLine({ visit, isTimed }: { readonly visit: WorkerTrack['visits'][number]; readonly isTimed: boolean }) {
  const words = useWords();
  const { city } = useServices();
  return (
    <p className="track-visit">
      {isTimed && <span className="line-note">{formatMinute(visit.visitedAtMs)} </span>}
      {visitText(visit, words, city.compounds.name)}
    </p>
  );
}
