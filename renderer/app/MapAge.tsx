import { formatMoment } from '../lib/format.ts';
import { dataAsOfMs, isOld } from '../lib/replication-words.ts';
import { useNow } from '../lib/use-live.ts';
import { useIsPast } from '../lib/use-moment.ts';
import { useStanding } from '../lib/use-standing.ts';
import { useWords } from '../lib/use-words.ts';

/** Over a map of old data: hatched, and in the corner how old it is. Nothing while the data is fresh. */
export function MapAge() {
  const { t, age } = useWords();
  const stands = useStanding();
  const nowMs = useNow(10_000);
  const isPast = useIsPast();
  // What is long past does not age.
  if (isPast || stands === null || !isOld(stands.status, stands.standing)) return null;
  const asOfMs = dataAsOfMs(stands.status);
  if (asOfMs === null) return null;
  return (
    <>
      <div className="map-hatch" aria-hidden="true" />
      <p className="map-age freshness" data-state="stale">
        <span className="freshness-mark" aria-hidden="true" />
        {t('replication.asOf', { time: formatMoment(asOfMs, nowMs) })} · {t('replication.asOfAge', { age: age(nowMs - asOfMs) })}
      </p>
    </>
  );
}
