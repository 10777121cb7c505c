import { useServices } from '../../lib/services.ts';
import { useWords } from '../../lib/use-words.ts';
import { chosenTrack, useTracksStore } from '../../stores/tracks.store.ts';
import { Icon } from '../../ui/Icon.tsx';
import { PanelMessage } from '../../ui/PanelMessage.tsx';
import { formatMoment } from '../../lib/format.ts';
import { TrackPersons } from './TrackPersons.tsx';
import { TrackPrint } from './TrackPrint.tsx';
import { TrackReasonForm } from './TrackReasonForm.tsx';
import { TrackStory } from './TrackStory.tsx';
import './tracks.css';

/** Ways of workers: first the reason, then who came through, then stops, check-ins and gaps of one of them. */
export function TracksPanel() {
  const { t } = useWords();
  const state = useTracksStore();
  const { asked, opened, actions } = state;
  const { shown } = useServices();
  const chosen = chosenTrack(state);
  const isOneOfMany = chosen !== null && (opened?.tracks.length ?? 0) > 1;
  return (
    <div className="detail-scroll tracks-panel">
      <header className="picked-head">
        {isOneOfMany && (
          <button type="button" className="icon-button" aria-label={t('tracks.back')} onClick={() => actions.choose(null)}>
            <Icon name="back" />
          </button>
        )}
        <h2 className="detail-title one-line">{useTitle()}</h2>
        <button type="button" className="icon-button" aria-label={t('tracks.close')} onClick={actions.close}>
          <Icon name="close" />
        </button>
      </header>
      {asked !== null && opened === null && <TrackReasonForm asked={asked} />}
      {opened !== null && (
        <>
          {opened.tracks.length === 0 && <PanelMessage tone="empty" title={t('tracks.empty')} text={t('tracks.emptyHint')} />}
          {chosen === null && opened.tracks.length > 0 && <TrackPersons opened={opened} />}
          {chosen !== null && <TrackStory track={chosen} />}
          <p className="tracks-audited">
            {t('tracks.audited', {
              user: opened.user,
              time: formatMoment(opened.asOfMs, shown.status.nowMs()),
              reason: opened.request.reason,
            })}
          </p>
          {opened.tracks.length > 0 && (
            <div className="track-print">
              <TrackPrint key={chosen?.workerId} opened={opened} chosen={chosen} />
            </div>
          )}
        </>
      )}
    </div>
  );
}

function useTitle(): string {
  const { t, count } = useWords();
  const state = useTracksStore();
  const chosen = chosenTrack(state);
  if (chosen !== null) return t('tracks.titleWorker', { name: chosen.name });
  const subject = state.opened?.request.subject;
  return subject?.kind === 'grids' ? t('tracks.titleGrids', { grids: count(subject.grids.length) }) : t('tracks.titleAsked');
}
