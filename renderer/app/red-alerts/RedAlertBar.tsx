import { useEffect, useRef, useState } from 'react';
import { ALERT_KINDS, ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import { formatMinute } from '../../lib/format.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { openAlertRows } from '../../lib/open-rows.ts';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { mayRing, ring } from './alarm-sound.ts';
import { type RedAlert, RedAlertWatch } from './red-alert-watch.ts';
import './red-alert-bar.css';

const RED = ALERT_LEVELS.indexOf('red');
const LOOK_INTERVAL_MS = 1000;
/** Whether the last one was heard: nobody may think that it was quiet because nothing happened. */
type Heard = 'rang' | 'silent' | 'blocked';

/** New alerts of level red, in a line under the strip until somebody has seen them: the sound's twin, there with and without it. */
export function RedAlertBar() {
  const { t, count } = useWords();
  const { city } = useServices();
  const { alerts, heard, dismiss } = useNewRedAlerts();
  const [newest] = alerts;
  if (newest === undefined) return <div role="alert" hidden />;
  const place = newest.grid < 0 ? t('redAlert.nowhere') : areaName(city, { level: 'grid', index: newest.grid });
  const street = city.streets.name[city.grids.street[newest.grid] ?? -1] ?? '';
  const show = (): void => {
    if (newest.grid >= 0) goToArea({ level: 'grid', index: newest.grid });
    openAlertRows(useSelectionStore.getState().selected, RED, alerts.length);
    dismiss();
  };
  return (
    <div className="red-alert-bar" role="alert" data-heard={heard}>
      <AlertMark level={RED} />
      <strong>{t('alertLevel.red')}</strong>
      <span className="one-line">
        {[t(`alertKind.${ALERT_KINDS[newest.kind] ?? 'smoke'}`), street, place, formatMinute(newest.raisedAtMs)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {alerts.length > 1 && <span>{t('redAlert.more', { value: count(alerts.length - 1) })}</span>}
      {heard === 'blocked' && <span className="red-alert-quiet">{t('redAlert.blocked')}</span>}
      <button type="button" className="plain-button" onClick={show}>
        {t('redAlert.show')}
      </button>
      <button type="button" className="text-button" onClick={dismiss}>
        {t('redAlert.dismiss')}
      </button>
    </div>
  );
}

function useNewRedAlerts() {
  const { now, session } = useServices();
  const watch = useRef(new RedAlertWatch());
  const [alerts, setAlerts] = useState<readonly RedAlert[]>([]);
  const [heard, setHeard] = useState<Heard>('silent');
  const revision = useRevision(now.alerts, LOOK_INTERVAL_MS);
  const { caller } = session;
  useEffect(() => {
    const found = watch.current.look(now.alerts);
    if (found.length === 0) return;
    setAlerts((before) => [...found, ...before]);
    if (mayRing(useSettingsStore.getState().sound, caller)) setHeard(ring() ? 'rang' : 'blocked');
    else setHeard('silent');
  }, [revision, now, caller]);
  return { alerts, heard, dismiss: () => setAlerts([]) };
}
