import { ALERT_LEVELS } from '../../../shared/domain/alerts.ts';
import { goToArea } from '../../lib/go-to-area.ts';
import { openAlertRows } from '../../lib/open-rows.ts';
import { useRedAlertsStore } from '../../stores/red-alerts.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';

/** Goes to the newest of the red alerts that nobody has seen, opens their rows, and takes them as seen; nothing when there is none. */
export function showRedAlerts(): void {
  const { alerts, actions } = useRedAlertsStore.getState();
  const [newest] = alerts;
  if (newest === undefined) return;
  if (newest.grid >= 0) goToArea({ level: 'grid', index: newest.grid });
  openAlertRows(useSelectionStore.getState().selected, ALERT_LEVELS.indexOf('red'), alerts.length);
  actions.dismiss();
}
