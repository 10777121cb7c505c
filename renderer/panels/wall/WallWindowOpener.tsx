import { useState } from 'react';
import { useWords } from '../../lib/use-words.ts';

/** In a browser: opens a wall in a window of its own, which its user drags to the display it is for. */
export function WallWindowOpener() {
  const { t, language } = useWords();
  const [hasFailed, setFailed] = useState(false);
  const open = async (): Promise<void> => {
    // This window's own cookie is what the host takes for the wall's.
    const session = await fetch('/session/wall', { method: 'POST', credentials: 'same-origin' }).catch(() => null);
    const opened = session?.ok === true && window.open(`/wall.html?lang=${language}`, 'wall', 'popup,width=1920,height=1080') !== null;
    setFailed(!opened);
  };
  return (
    <section className="wall-dialog-section">
      <h3>{t('wall.dialog.displays')}</h3>
      <p className="wall-dialog-hint">{t('wall.dialog.browserHint')}</p>
      <div>
        <button type="button" className="plain-button" onClick={() => void open()}>
          {t('wall.dialog.openWindow')}
        </button>
      </div>
      {hasFailed && (
        <p className="wall-dialog-hint" role="alert">
          {t('wall.dialog.openFailed')}
        </p>
      )}
    </section>
  );
}
