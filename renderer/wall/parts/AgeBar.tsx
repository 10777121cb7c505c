import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useConnectionStore } from '../../stores/connection.store.ts';
import { ageText, dataAge } from '../data-age.ts';
import { useWallNow, useWallServices } from '../wall-services.ts';

/** Above the scene while its data is old or its backend away: since when, and how old that is. Nothing to click: it goes by itself. */
export function AgeBar() {
  const words = useWords();
  const { status, wall } = useWallServices();
  useRevision(status);
  const connection = useConnectionStore((state) => state.connection);
  const nowMs = useWallNow(1000);
  const { snapshot } = status;
  if (snapshot === null) return null;
  const old = dataAge(snapshot, connection, wall.snapshot?.nowMs ?? null, nowMs);
  if (old === null) return null;
  return (
    <p className="wall-age" role="status" data-standing={old.standing}>
      {ageText(snapshot, old, nowMs, words)}
    </p>
  );
}
