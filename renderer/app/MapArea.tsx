import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { LinkedMaps } from '../map/linked-maps.ts';
import type { MapHost } from '../map/map-host.ts';
import { useServices } from '../lib/services.ts';
import { useWords } from '../lib/use-words.ts';
import { useCameraStore } from '../stores/camera.store.ts';
import { useSecondMapStore } from '../stores/second-map.store.ts';
import { useSelectionStore } from '../stores/selection.store.ts';
import { useSettingsStore } from '../stores/settings.store.ts';
import { useStartupStore } from '../stores/startup.store.ts';
import { Boundary } from '../ui/Boundary.tsx';
import { PanelBoundary } from '../ui/PanelBoundary.tsx';
import { PanelMessage } from '../ui/PanelMessage.tsx';
import { Breadcrumb } from './Breadcrumb.tsx';
import { MetricSwitch } from './MetricSwitch.tsx';
import { RuleSwitch } from './RuleSwitch.tsx';
import { FirstMapHead } from './second-map/FirstMapHead.tsx';
import { SecondMap } from './second-map/SecondMap.tsx';
import { MapToolbar } from './tools/MapToolbar.tsx';
import { PickedChip } from './tools/PickedChip.tsx';
import { MeasureStrip } from './tools/MeasureStrip.tsx';
import { MapAge, MapHatch } from './MapAge.tsx';
import { MapSummary } from './MapSummary.tsx';
import { ConsultationBar } from '../panels/consultation/ConsultationBar.tsx';
import { ConsultationOverlay } from '../panels/consultation/ConsultationOverlay.tsx';
import { TracksChip } from '../panels/tracks/TracksChip.tsx';
import { MapMoment } from '../panels/time/MapMoment.tsx';
import { mapWasDrawn } from './start-marks.ts';
import './map-area.css';

/** The map's libraries are the largest part of the program: they come beside it from the start, and nothing but the map waits for them. */
const cityMap = import('../map/CityMap.tsx').then((module) => ({ default: module.CityMap }));
cityMap.catch(() => undefined); // told where the map stands
const CityMap = lazy(() => cityMap);

/** How old the map is, or of when; above it the bar of a consultation. */
const FOOT = (
  <>
    <MapAge />
    <MapMoment />
    <div className="map-foot-bar">
      <ConsultationBar />
    </div>
  </>
);

/** A map that neither comes nor fails holds up nothing for longer. */
const PICTURE_WAIT_MS = 4000;

/** The map, under no more than the way here, the metric and the rule in force. */
export function MapArea() {
  const { t } = useWords();
  const { city, shown } = useServices();
  const theme = useSettingsStore((state) => state.theme);
  const second = useSecondMapStore((state) => state.view);
  const [links] = useState(() => new LinkedMaps());
  const { settlePicture } = useStartupStore((state) => state.actions);
  useEffect(() => {
    const timer = setTimeout(settlePicture, PICTURE_WAIT_MS);
    return () => clearTimeout(timer);
  }, [settlePicture]);
  return (
    <>
      <div className="map-canvas" data-second={second !== null}>
        {second !== null && <FirstMapHead />}
        <div className="map-half">
          <MapBoundary>
            <CityMap
              city={city}
              live={shown}
              theme={theme}
              links={links}
              onReady={showSelected}
              onFailed={settlePicture}
              overlay={drawOver}
              foot={FOOT}
            />
          </MapBoundary>
        </div>
        {second !== null && (
          <MapBoundary>
            <SecondMap view={second} links={links} CityMap={CityMap} />
          </MapBoundary>
        )}
      </div>
      <PanelBoundary part={t('panel.part.tools')} line="inside">
        <MapHatch />
        <MapSummary />
        <div className="map-tools">
          <Breadcrumb />
          <div className="map-side">
            <div className="map-switches">
              <div className="metric-switch">
                <MetricSwitch />
              </div>
              <RuleSwitch />
            </div>
            <MapToolbar />
            <MeasureStrip />
            <PickedChip />
            <TracksChip />
          </div>
        </div>
      </PanelBoundary>
    </>
  );
}

/** A map that fails says so in its own place. */
function MapBoundary({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  return (
    <Boundary
      renderFailed={(tryAgain) => (
        <PanelMessage tone="error" title={t('map.failed')} text={t('map.failedHint')} action={{ label: t('error.retry'), run: tryAgain }} />
      )}
    >
      <Suspense fallback={<p className="map-loading">{t('map.loading')}</p>}>{children}</Suspense>
    </Boundary>
  );
}

function drawOver(host: MapHost) {
  return <ConsultationOverlay host={host} />;
}

/** A link without a camera names an area: the first thing that the map shows. */
function showSelected(): void {
  document.documentElement.dataset['map'] = 'ready';
  void mapWasDrawn().then(useStartupStore.getState().actions.settlePicture);
  const { selected } = useSelectionStore.getState();
  const { request, actions } = useCameraStore.getState();
  if (selected.level !== 'city' && request === null) actions.zoomToArea(selected);
}
