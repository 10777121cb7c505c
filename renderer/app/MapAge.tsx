import { formatMoment } from '../lib/format.ts';
import { dataAsOfMs, isOld } from '../lib/replication-words.ts';
import { useNow } from '../lib/use-live.ts';
import { useIsPast } from '../lib/use-moment.ts';
import { useStanding } from '../lib/use-standing.ts';
import { useWords } from '../lib/use-words.ts';

/** Up to when data that is old holds everything; null while it is fresh. What is long past does not age. */
function useOldSinceMs(): number | null {
  const stands = useStanding();
  const isPast = useIsPast();
  if (isPast || stands === null || !isOld(stands.status, stands.standing)) return null;
  return dataAsOfMs(stands.status);
}

/** Over a map of old data. */
export function MapHatch() {
  return useOldSinceMs() === null ? null : <div className="map-hatch" aria-hidden="true" />;
}

/** In the corner of such a map: how old its data is. */
export function MapAge() {
  const { t, age } = useWords();
  const asOfMs = useOldSinceMs();
  const nowMs = useNow(10_000);
  if (asOfMs === null) return null;
  return (
    <p className="map-age freshness" data-state="stale">
      <span className="freshness-mark" aria-hidden="true" />
      {t('replication.asOf', { time: formatMoment(asOfMs, nowMs) })} · {t('replication.asOfAge', { age: age(nowMs - asOfMs) })}
    </p>
  );
}
