import { useEffect, useState } from 'react';
import { type HostBridge, WALL_MODES, type WallDisplay, type WallMode } from '../../../shared/host/host-facts.ts';
import { useWords } from '../../lib/use-words.ts';
import { Segmented } from '../../ui/Segmented.tsx';

/** A display can be plugged in while the dialog is open. */
const REFRESH_MS = 2000;

/** The displays of this machine and what stands on each. */
export function WallDisplays({ bridge }: { readonly bridge: HostBridge }) {
  const { t } = useWords();
  const [displays, setDisplays] = useState<readonly WallDisplay[]>([]);
  const refresh = (): void => void bridge.wallDisplays().then(setDisplays, () => undefined);
  useEffect(() => {
    const read = (): void => void bridge.wallDisplays().then(setDisplays, () => undefined);
    read();
    const timer = setInterval(read, REFRESH_MS);
    return () => clearInterval(timer);
  }, [bridge]);
  const show = (id: string, mode: WallMode): void => void bridge.showWall(id, mode).then(refresh, refresh);
  return (
    <section className="wall-dialog-section">
      <h3>{t('wall.dialog.displays')}</h3>
      <ul className="wall-displays">
        {displays.map(({ id, label, width, height, isPrimary, mode }, index) => (
          <li key={id} className="wall-display">
            <span className="one-line">
              {label === '' ? t('wall.dialog.display', { number: index + 1 }) : label}
              <span className="wall-display-size">
                {' '}
                {width} × {height}
                {isPrimary && ` · ${t('wall.dialog.primary')}`}
              </span>
            </span>
            <Segmented
              label={t('wall.dialog.wallOn', { display: label === '' ? index + 1 : label })}
              value={mode}
              options={WALL_MODES.map((value) => ({ value, label: t(`wall.dialog.mode.${value}`) }))}
              onChange={(value) => show(id, value)}
            />
          </li>
        ))}
      </ul>
      <p className="wall-dialog-hint">{t('wall.dialog.displaysHint')}</p>
    </section>
  );
}
