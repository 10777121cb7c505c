import { dayOf, formatDay } from '../../../shared/domain/time.ts';
import { useInterfaceScale } from '../../app/appearance.ts';
import { formatClock } from '../../lib/format.ts';
import { useNow } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';

/** The backend's clock, on whole seconds: all ages on screen follow it. */
export function Clock() {
  const { longDate } = useWords();
  const nowMs = useNow(1000);
  const { widthClass } = useInterfaceScale();
  return (
    <div className="strip-clock">
      <time className="strip-time">{formatClock(nowMs)}</time>
      <p className="strip-date one-line">{widthClass === 'narrow' ? formatDay(dayOf(nowMs)) : longDate(nowMs)}</p>
    </div>
  );
}
