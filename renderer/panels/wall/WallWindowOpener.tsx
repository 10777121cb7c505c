import { useState } from 'react';
import { useWords } from '../../lib/use-words.ts';

/** With no opener the browser gives it a process of its own: neither window goes down with the other, nor waits for it. */
const WINDOW_FEATURES = 'noopener,popup,width=1920,height=1080';

/** In a browser: opens a wall in a window of its own, which its user drags to the display it is for. */
export function WallWindowOpener() {
  const { t, language } = useWords();
  const [hasFailed, setFailed] = useState(false);
  const open = async (): Promise<void> => {
    // This window's own cookie is what the host takes for the wall's.
    const session = await fetch('/session/wall', { method: 'POST', credentials: 'same-origin' }).catch(() => null);
    // A window without an opener is not told of. The browser holds those back that nobody pressed for, as after an answer that came seconds later.
    const canOpen = session?.ok === true && navigator.userActivation.isActive;
    if (canOpen) window.open(`/wall.html?lang=${language}`, '_blank', WINDOW_FEATURES);
    setFailed(!canOpen);
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
