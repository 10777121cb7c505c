import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { areaName } from '../../shared/domain/areas.ts';
import { useServices } from '../lib/services.ts';
import { useIsPast } from '../lib/use-moment.ts';
import { useWords } from '../lib/use-words.ts';
import { DayAxisPanel } from '../panels/axis/DayAxisPanel.tsx';
import { DetailPanel } from '../panels/detail/DetailPanel.tsx';
import { LeftPanel } from '../panels/left/LeftPanel.tsx';
import { PastLine } from '../panels/time/PastLine.tsx';
import { TopStrip } from '../panels/strip/TopStrip.tsx';
import { useRowsStore } from '../stores/rows.store.ts';
import { useTracksStore } from '../stores/tracks.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';
import { useSettingsStore } from '../stores/settings.store.ts';
import { PanelBoundary } from '../ui/PanelBoundary.tsx';
import { useInterfaceScale } from './appearance.ts';
import { ConnectionStrip } from './ConnectionStrip.tsx';
import { Dialogs } from './Dialogs.tsx';
import { useCommandKeys } from './keys/use-command-keys.ts';
import { MapArea } from './MapArea.tsx';
import { Notice } from './Notice.tsx';
import { OfficeNotice } from './office/OfficeNotice.tsx';
import { RedAlertBar } from './red-alerts/RedAlertBar.tsx';
import { ReplicaProgress } from './ReplicaProgress.tsx';
import { SidePanel, usePanelOpen } from './SidePanel.tsx';
import { panelsWereShown } from './start-marks.ts';
import { Watermark } from './Watermark.tsx';
import './console.css';

/** Strip above, areas and layers left, map in the middle, details right, the day below. */
export function Console() {
  const { t } = useWords();
  const layout = useSettingsStore((state) => state.layout);
  const { scalePercent, widthClass } = useInterfaceScale();
  const { isOpen: isDetailOpen, setOpen: openDetail } = usePanelOpen('right');
  useRowsOpenDetail(openDetail);
  useCommandKeys();
  useDocumentTitle();
  const hasPanels = useMapFirst();
  const isPast = useIsPast();
  const sizes = {
    '--left-width': `${layout.leftWidth}px`,
    '--right-width': `${layout.rightWidth}px`,
  } as CSSProperties;
  return (
    <div
      className="console"
      data-width={widthClass}
      data-left={layout.leftOpen}
      data-right={isDetailOpen}
      data-axis={layout.axisOpen}
      data-past={isPast}
      style={sizes}
    >
      <a className="skip-link" href="#map-region">
        {t('app.skipToMap')}
      </a>
      <a className="skip-link" href="#detail-region">
        {t('app.skipToDetail')}
      </a>
      <header className="region region-strip" aria-label={t('landmarks.strip')} tabIndex={-1} data-landmark>
        <PanelBoundary part={t('landmarks.strip')} line="inside">
          {hasPanels && <TopStrip />}
        </PanelBoundary>
      </header>
      <PanelBoundary part={t('panel.part.connection')} line="notice">
        <ConnectionStrip />
      </PanelBoundary>
      <PanelBoundary part={t('panel.part.redAlerts')} line="alarm">
        <RedAlertBar />
      </PanelBoundary>
      <PanelBoundary part={t('panel.part.office')} line="office">
        <OfficeNotice />
      </PanelBoundary>
      <SidePanel side="left" label={t('landmarks.left')} scalePercent={scalePercent}>
        {hasPanels && <LeftPanel />}
      </SidePanel>
      <main id="map-region" className="region region-map" aria-label={t('landmarks.map')} tabIndex={-1} data-landmark>
        <PanelBoundary part={t('landmarks.map')}>
          <MapArea />
        </PanelBoundary>
      </main>
      <SidePanel side="right" label={t('landmarks.detail')} scalePercent={scalePercent}>
        <PanelBoundary part={t('landmarks.detail')}>
          <PastLine />
          {hasPanels && <DetailPanel />}
        </PanelBoundary>
      </SidePanel>
      <footer className="region region-axis" aria-label={t('landmarks.axis')} tabIndex={-1} data-landmark>
        <PanelBoundary part={t('landmarks.axis')} line="inside">
          {hasPanels && <DayAxisPanel />}
        </PanelBoundary>
      </footer>
      <PanelBoundary part={t('panel.part.progress')} line="notice">
        <ReplicaProgress />
      </PanelBoundary>
      <Dialogs />
      <PanelBoundary part={t('panel.part.notice')} line="notice">
        <Notice />
      </PanelBoundary>
      <PanelBoundary part={t('panel.part.watermark')} line="notice">
        <Watermark />
      </PanelBoundary>
    </div>
  );
}

/** False in the first frame: the map's worker and the graphics process have something to do while the panels are made. */
function useMapFirst(): boolean {
  const [hasPanels, setHasPanels] = useState(false);
  useEffect(() => {
    if (hasPanels) return panelsWereShown();
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => setHasPanels(true));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [hasPanels]);
  return hasPanels;
}

/** The rows of a figure and ways of workers are shown among the details: asking for them opens these. */
function useRowsOpenDetail(openDetail: (open: boolean) => void): void {
  const request = useRowsStore((state) => state.request);
  const asked = useTracksStore((state) => state.asked);
  const open = useRef(openDetail);
  open.current = openDetail;
  useEffect(() => {
    if (request !== null || asked !== null) open.current(true);
  }, [request, asked]);
}

function useDocumentTitle(): void {
  const { t } = useWords();
  const { city } = useServices();
  const selected = useSelectionStore((state) => state.selected);
  useEffect(() => {
    document.title = t('app.documentTitle', { area: areaName(city, selected) });
  }, [t, city, selected]);
}
