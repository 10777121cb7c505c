import { formatMoment } from '../../lib/format.ts';
import { dataAsOfMs, isOld, standingOf, standingText } from '../../lib/replication-words.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useConnectionStore } from '../../stores/connection.store.ts';
import { useWallNow, useWallServices } from '../wall-services.ts';

/** Over the map while its data is old or its backend away: since when, and how old that is. Nothing to click: it goes by itself. */
export function AgeBar() {
  const words = useWords();
  const { t, age } = words;
  const { status, wall } = useWallServices();
  useRevision(status);
  const connection = useConnectionStore((state) => state.connection);
  const nowMs = useWallNow(1000);
  const { snapshot } = status;
  if (snapshot === null) return null;
  const standing = standingOf(snapshot, connection);
  if (!isOld(snapshot, standing)) return null;
  const asOfMs = dataAsOfMs(snapshot) ?? wall.snapshot?.nowMs ?? snapshot.nowMs;
  return (
    <p className="wall-age" role="status" data-standing={standing}>
      {standingText(snapshot, standing, words)} · {t('replication.asOf', { time: formatMoment(asOfMs, nowMs) })} ·{' '}
      {t('replication.asOfAge', { age: age(nowMs - asOfMs) })}
    </p>
  );
}
