import { useMemo } from 'react';
import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import { WORKER_ROLES } from '../../../shared/domain/workers.ts';
import { formatMinute } from '../../lib/format.ts';
import { useWords } from '../../lib/use-words.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { Section } from '../../ui/Section.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { TrackEntryLine } from './TrackEntryLine.tsx';
import { isAt, trackEntries } from './track-entries.ts';

/** One worker's way in the shifts of a day: how long, where, which doors, and when nothing was heard. */
export function TrackStory({ track }: { readonly track: WorkerTrack }) {
  const { t, count, span } = useWords();
  const shownMs = useTimeStore((state) => state.shownMs);
  const entries = useMemo(() => trackEntries(track), [track]);
  const { stops, visits, gaps, heardMs } = track;
  return (
    <>
      <DutyLine track={track} />
      <div className="tiles track-tiles">
        <Tile name="track-heard" label={t('tracks.facts.heard')}>
          {span(heardMs)}
        </Tile>
        <Tile name="track-stops" label={t('tracks.facts.stops')}>
          {count(stops.length)}
        </Tile>
        <Tile name="track-visits" label={t('tracks.facts.visits')}>
          {count(visits.length)}
        </Tile>
        <Tile name="track-gaps" label={t('tracks.facts.gaps')}>
          {gaps.length === 0 ? count(0) : span(gaps.reduce((sum, { fromMs, untilMs }) => sum + untilMs - fromMs, 0))}
        </Tile>
      </div>
      <Section title={t('tracks.entries')}>
        {entries.length === 0 && <PanelMessage tone="empty" title={t('tracks.entriesNone')} />}
        <ol className="track-entries">
          {entries.map((entry) => (
            <TrackEntryLine
              key={`${entry.kind} ${entry.atMs} ${entry.kind === 'visit' ? entry.visit.id : ''}`}
              entry={entry}
              isNow={shownMs !== null && isAt(entry, shownMs)}
            />
          ))}
        </ol>
      </Section>
    </>
  );
}

function DutyLine({ track: { shifts, role } }: { readonly track: WorkerTrack }) {
  const { t } = useWords();
  const duty = shifts.map(({ fromMs, untilMs }) => t('tracks.duty', { from: formatMinute(fromMs), until: formatMinute(untilMs) }));
  return <p className="detail-line">{[t(`workerRole.${WORKER_ROLES[role] ?? 'gridWorker'}`), ...duty].join(' · ')}</p>;
}
