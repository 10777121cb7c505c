import { useWords } from '../../lib/use-words.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import './past-marks.css';

/** Before the figures of a moment that is past: of which one they tell. */
export function StripMoment() {
  const { t } = useWords();
  const shownMs = useTimeStore((state) => state.shownMs);
  if (shownMs === null) return null;
  const [date = '', time = ''] = formatMomentText(shownMs).split(' ');
  return (
    <div className="strip-moment" data-figure="moment">
      <div className="strip-figure">{time}</div>
      <div className="strip-label one-line">
        {t('time.past')} {date.slice(5)}
      </div>
    </div>
  );
}
