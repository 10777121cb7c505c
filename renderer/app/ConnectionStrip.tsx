import { useStanding } from '../lib/use-standing.ts';
import { useWords } from '../lib/use-words.ts';
import { useConnectionStore } from '../stores/connection.store.ts';
import { SourceBanner } from './SourceBanner.tsx';
import './connection-strip.css';

/** A line under the strip while backend or source are away: the screen keeps its last data, nothing blocks it. */
export function ConnectionStrip() {
  const { t, error } = useWords();
  const connection = useConnectionStore((state) => state.connection);
  const saveFailure = useConnectionStore((state) => state.saveFailure);
  const stands = useStanding();
  if (connection !== 'connected') {
    return (
      <div className="connection-strip" data-state={connection} role="status">
        {t(`connection.${connection}`)}
      </div>
    );
  }
  // An empty replica says so itself, where its data would be.
  const isAway = stands !== null && stands.status.position !== '' && (stands.standing === 'offline' || stands.standing === 'stopped');
  return (
    <div className="connection-strip" role="status">
      {saveFailure !== null && <span>{t('settings.saveFailed', { reason: error(saveFailure) })}</span>}
      {isAway && <SourceBanner status={stands.status} standing={stands.standing === 'stopped' ? 'stopped' : 'offline'} />}
    </div>
  );
}
