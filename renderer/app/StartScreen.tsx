import { useConnectionStore } from '../stores/connection.store.ts';
import type { Startup } from '../stores/startup.store.ts';
import { useWords } from '../lib/use-words.ts';
import { Progress } from '../ui/Progress.tsx';
import './start-screen.css';

/** What is being waited for, or why the console did not start and what to do. */
export function StartScreen({ startup }: { readonly startup: Exclude<Startup, { phase: 'ready' | 'locked' }> }) {
  const { t, error } = useWords();
  const connection = useConnectionStore((state) => state.connection);
  const failure = failureOf(startup, connection === 'refused');
  return (
    <main className="start-screen">
      <div className="start-box">
        <h1 className="start-title">{t('app.name')}</h1>
        {failure === null ? (
          <>
            <p className="start-step" role="status">
              {connection === 'reconnecting'
                ? t('connection.reconnecting')
                : t(`start.${startup.phase === 'starting' ? startup.step : 'city'}`)}
            </p>
            <Progress fraction={null} label={t('state.loading')} />
          </>
        ) : (
          <div role="alert">
            <p className="start-failed">{t('start.failedTitle')}</p>
            <p className="start-step">
              {failure === 'city' ? t('start.cityFailed') : failure === 'refused' ? t('connection.refused') : error(failure)}
            </p>
            <button type="button" className="plain-button" onClick={() => location.reload()}>
              {t('start.reload')}
            </button>
          </div>
        )}
      </div>
    </main>
  );
}

function failureOf(startup: Exclude<Startup, { phase: 'ready' | 'locked' }>, isRefused: boolean) {
  if (startup.phase === 'failed') return startup.error;
  return isRefused ? 'refused' : null;
}
