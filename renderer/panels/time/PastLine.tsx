import { useWords } from '../../lib/use-words.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { Icon } from '../../ui/Icon.tsx';
import './past-marks.css';

/** Over details that tell of the past. */
export function PastLine() {
  const { t } = useWords();
  const shownMs = useTimeStore((state) => state.shownMs);
  if (shownMs === null) return null;
  return (
    <p className="past-line">
      <Icon name="past" />
      {t('time.pastOf', { moment: formatMomentText(shownMs) })}
    </p>
  );
}
