import { useEffect, useRef } from 'react';
import { ALERT_KINDS, ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import { formatMinute } from '../../lib/format.ts';
import { useServices } from '../../lib/services.ts';
import { useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { type Heard, useRedAlertsStore } from '../../stores/red-alerts.store.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';
import { AlertMark } from '../../ui/AlertMark.tsx';
import { CommandButton } from '../keys/CommandButton.tsx';
import { mayRing, ring } from './alarm-sound.ts';
import { RedAlertWatch } from './red-alert-watch.ts';
import './red-alert-bar.css';

const RED = ALERT_LEVELS.indexOf('red');
const LOOK_INTERVAL_MS = 1000;

/** New alerts of level red, in a line under the strip until somebody has seen them: the sound's twin, there with and without it. */
export function RedAlertBar() {
  const { t, count } = useWords();
  const { city } = useServices();
  const { alerts, heard } = useRedAlertsStore();
  useNewRedAlerts();
  const [newest] = alerts;
  if (newest === undefined) return <div role="alert" hidden />;
  const place = newest.grid < 0 ? t('redAlert.nowhere') : areaName(city, { level: 'grid', index: newest.grid });
  const street = city.streets.name[city.grids.street[newest.grid] ?? -1] ?? '';
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
      <CommandButton command="showRedAlert" className="plain-button">
        {t('redAlert.show')}
      </CommandButton>
      <CommandButton command="dismissRedAlert" className="text-button">
        {t('redAlert.dismiss')}
      </CommandButton>
    </div>
  );
}

/** Looks for new ones as long as the window is open, and rings where that is allowed. */
function useNewRedAlerts(): void {
  const { now, session } = useServices();
  const watch = useRef(new RedAlertWatch());
  const revision = useRevision(now.alerts, LOOK_INTERVAL_MS);
  const { caller } = session;
  useEffect(() => {
    const found = watch.current.look(now.alerts);
    if (found.length === 0) return;
    const heard: Heard = !mayRing(useSettingsStore.getState().sound, caller) ? 'silent' : ring() ? 'rang' : 'blocked';
    useRedAlertsStore.getState().actions.tell(found, heard);
  }, [revision, now, caller]);
}
