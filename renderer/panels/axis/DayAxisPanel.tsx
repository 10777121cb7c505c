import { useMemo } from 'react';
import { dayOf } from '../../../shared/domain/time.ts';
import { useServices } from '../../lib/services.ts';
import { useCall } from '../../lib/use-call.ts';
import { useNow, useRevision } from '../../lib/use-live.ts';
import { useWords } from '../../lib/use-words.ts';
import { useDialogsStore } from '../../stores/dialogs.store.ts';
import { useLayersStore } from '../../stores/layers.store.ts';
import { useSelectionStore } from '../../stores/selection.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';
import { useSettingsStore } from '../../stores/settings.store.ts';
import { CallBody } from '../../ui/CallBody.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { KeyCaps } from '../../ui/KeyCaps.tsx';
import { PanelBoundary } from '../../ui/PanelBoundary.tsx';
import { SettingsMenu } from '../../app/settings/SettingsMenu.tsx';
import { DayChart } from './DayChart.tsx';
import { DaysBand } from '../time/DaysBand.tsx';
import { TimeControls } from '../time/TimeControls.tsx';
import { dayShape } from '../../../shared/domain/day-shape.ts';
import './day-axis.css';

const REFRESH_MS = 15_000;

/** The day of the area in view: alerts as bars, coverage as a line, now, the cut-off and the forecast to it; and the way to any moment of 14 days. */
export function DayAxisPanel() {
  const { t } = useWords();
  const isOpen = useSettingsStore((state) => state.layout.axisOpen);
  const { changeLayout } = useSettingsStore((state) => state.actions);
  const { show } = useDialogsStore((state) => state.actions);
  return (
    <div className="day-axis" data-open={isOpen}>
      <TimeControls isOpen={isOpen} />
      {isOpen ? (
        <PanelBoundary part={t('landmarks.axis')} line="inside">
          <Day />
        </PanelBoundary>
      ) : (
        <span />
      )}
      <div className="axis-actions">
        <button type="button" className="axis-print" onClick={() => show('report')}>
          {t('axis.print')} <KeyCaps keys={['Ctrl', 'P']} />
        </button>
        <div className="axis-tools">
          <SettingsMenu />
          <button
            type="button"
            className="icon-button"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'axis.collapse' : 'axis.expand')}
            title={t(isOpen ? 'axis.collapse' : 'axis.expand')}
            onClick={() => changeLayout({ axisOpen: !isOpen })}
          >
            <Icon name="bottom" />
          </button>
        </div>
      </div>
    </div>
  );
}

function Day() {
  const { session, live } = useServices();
  const area = useSelectionStore((state) => state.selected);
  const { rule, scope } = useLayersStore((state) => state.coverage);
  const nowMs = useNow(30_000);
  const wantedMs = useTimeStore((state) => state.wantedMs);
  const day = wantedMs === null && scope.kind === 'day' ? scope.day : dayOf(wantedMs ?? nowMs);
  const revision = useRevision(live.coverage, REFRESH_MS) + useRevision(live.alerts, REFRESH_MS);
  const call = useCall('dayAxis', { area, day }, revision);
  const shape = useMemo(
    () => (call.value === null ? null : dayShape(call.value, rule, session.cutoffMinute, nowMs)),
    [call.value, rule, session.cutoffMinute, nowMs],
  );
  return (
    <div className="day-chart">
      <CallBody call={call} skeletonRows={2}>
        {() =>
          shape !== null && (
            <DayChart
              shape={shape}
              isToday={day === dayOf(nowMs)}
              nowMs={nowMs}
              momentMs={wantedMs}
              cutoffMinute={session.cutoffMinute}
              day={day}
            />
          )
        }
      </CallBody>
      <DaysBand day={day} />
    </div>
  );
}
