import { useWords } from '../../lib/use-words.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { Icon } from '../../ui/Icon.tsx';
import './past-marks.css';

/** In the corner of a map of the past: which moment it is, what of it is not of then, and the way back. */
export function MapMoment() {
  const { t } = useWords();
  const shownMs = useTimeStore((state) => state.shownMs);
  const { goTo } = useTimeStore((state) => state.actions);
  if (shownMs === null) return null;
  return (
    <div className="map-moment" role="status">
      <Icon name="past" />
      <strong className="map-moment-time">{t('time.pastOf', { moment: formatMomentText(shownMs) })}</strong>
      <span className="map-moment-note">{t('time.approximate')}</span>
      <button type="button" className="text-button" onClick={() => goTo(null)}>
        {t('time.toNow')}
      </button>
    </div>
  );
}
