import type { TrackSubject } from '../../../shared/contract/tracks.ts';
import { useWords } from '../../lib/use-words.ts';
import { useTracksStore } from '../../stores/tracks.store.ts';

interface OpenTrackProps {
  readonly subject: TrackSubject;
  /** Of a worker, masked. */
  readonly name?: string;
  readonly className?: string;
}

/** Begins to ask for ways: of a worker, or of everybody who came through some grids. */
export function OpenTrack({ subject, name = '', className = '' }: OpenTrackProps) {
  const { t } = useWords();
  const { ask } = useTracksStore((state) => state.actions);
  return (
    <button
      type="button"
      className={`text-button ${className}`}
      aria-label={subject.kind === 'worker' ? t('tracks.openOf', { name }) : t('tracks.openHere')}
      onClick={(event) => {
        // In a table the row itself can be clicked on, too.
        event.stopPropagation();
        ask(subject, name);
      }}
    >
      {t('tracks.open')}
    </button>
  );
}
