import { useServices } from '../lib/services.ts';
import { formatMinute, formatMonthDay } from '../lib/format.ts';
import { useNow } from '../lib/use-live.ts';
import { useWords } from '../lib/use-words.ts';
import './watermark.css';

const MARKS = 24;

/** User and time across the screen, barely visible: a photograph of it tells whose screen it was and when. */
export function Watermark() {
  const { t } = useWords();
  const { session } = useServices();
  const nowMs = useNow(60_000);
  const text = t('app.watermark', { user: session.caller.user, time: `${formatMonthDay(nowMs)} ${formatMinute(nowMs)}` });
  return (
    <div className="watermark" aria-hidden="true">
      {Array.from({ length: MARKS }, (_, mark) => (
        <span key={mark}>{text}</span>
      ))}
    </div>
  );
}
