import { useConnectionStore } from '../stores/connection.store.ts';
import { useWords } from '../lib/use-words.ts';
import './connection-strip.css';

/** A line under the strip while the backend is away: the screen keeps its last data, nothing blocks it. */
export function ConnectionStrip() {
  const { t, error } = useWords();
  const connection = useConnectionStore((state) => state.connection);
  const saveFailure = useConnectionStore((state) => state.saveFailure);
  if (connection === 'connected' && saveFailure === null) return <div className="connection-strip" role="status" />;
  return (
    <div className="connection-strip" data-state={connection} role="status">
      {connection !== 'connected'
        ? t(`connection.${connection}`)
        : saveFailure !== null && t('settings.saveFailed', { reason: error(saveFailure) })}
    </div>
  );
}
