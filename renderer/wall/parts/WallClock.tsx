import type { SourceFreshness } from '../../../shared/contract/topics.ts';
import { formatMinute } from '../../lib/format.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useConnectionStore } from '../../stores/connection.store.ts';
import { wallStanding } from '../data-age.ts';
import { useWallNow, useWallServices } from '../wall-services.ts';

/** Streams that the figures of a wall are made of. */
const SHOWN = ['screening', 'alerts', 'positions'];

/** The backend's clock, and how old each stream of its figures is. */
export function WallClock() {
  const { longDate } = useWords();
  const nowMs = useWallNow(1000);
  return (
    <header className="wall-clock">
      <time className="wall-time">{formatMinute(nowMs)}</time>
      <p className="wall-label wall-date">{longDate(nowMs)}</p>
      <Freshness nowMs={nowMs} />
    </header>
  );
}

function Freshness({ nowMs }: { readonly nowMs: number }) {
  const { t, age } = useWords();
  const { status } = useWallServices();
  useRevision(status);
  const connection = useConnectionStore((state) => state.connection);
  const { snapshot } = status;
  if (snapshot === null) return null;
  const isCutOff = wallStanding(snapshot, connection, nowMs) === 'noBackend';
  const stateOf = ({ state }: SourceFreshness): SourceFreshness['state'] => (isCutOff && state === 'live' ? 'stale' : state);
  return (
    <ul className="wall-freshness">
      {snapshot.sources
        .filter(({ source }) => SHOWN.includes(source))
        .map((source) => {
          const heardAtMs = Math.max(source.aliveAtMs ?? 0, source.changedAtMs ?? 0);
          return (
            <li key={source.source} className="wall-stream" data-state={stateOf(source)}>
              {t(`source.${source.source}`)} {heardAtMs === 0 ? t('strip.never') : age(nowMs - heardAtMs)}
            </li>
          );
        })}
    </ul>
  );
}
