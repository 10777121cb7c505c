import 'maplibre-gl/dist/maplibre-gl.css';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import type { City } from '../../shared/city/city.ts';
import type { LiveData } from '../data/live-data.ts';
import { nameOfPress } from '../lib/key-press.ts';
import type { Point } from '../lib/point.ts';
import { useWords } from '../lib/use-words.ts';
import { useMapPictureStore } from '../stores/map-picture.store.ts';
import { usePickedStore } from '../stores/picked.store.ts';
import type { LinkedMaps } from './linked-maps.ts';
import type { MapFailure } from './map-failure.ts';
import type { MapHost } from './map-host.ts';
import './map.css';
import { type HoveredPlace, MapInput } from './map-input.ts';
import { FIRST_PANE, type MapPane } from './map-pane.ts';
import type { MapThemeName } from './map-theme.ts';
import { MapScale } from './MapScale.tsx';
import { MapTooltip, spokenTooltip } from './MapTooltip.tsx';
import { MeasuredLine } from './MeasuredLine.tsx';
import { MapDrawing } from './tools/map-drawing.ts';
import { MapMeasure, type MeasuredShape } from './tools/map-measure.ts';
import { useMapHost } from './use-map-host.ts';

export interface CityMapProps {
  readonly city: City;
  readonly live: LiveData;
  readonly theme: MapThemeName;
  /** Must keep its identity, as `links` must. */
  readonly pane?: MapPane;
  /** The maps that look at the same place as this one. */
  readonly links: LinkedMaps;
  /** What it is called where there is more than one. */
  readonly label?: string;
  /** The first complete frame is on screen. Must keep its identity: another function makes the map again. */
  readonly onReady: () => void;
  /** There is no map, now or at all; the map itself says which and goes on trying where that may help. */
  readonly onFailed?: () => void;
  /** What is drawn over the map and moves with it. */
  readonly overlay?: (host: MapHost) => ReactNode;
  /** What stands at the map's lower edge, to the left of its scale, or above it where there is no room. */
  readonly foot?: ReactNode;
}

/** The map of all grids. Selection, layers and camera are read from the stores; data from `live`. */
export function CityMap({ city, live, theme, pane = FIRST_PANE, links, label, onReady, onFailed, overlay, foot }: CityMapProps) {
  const container = useRef<HTMLDivElement>(null);
  const input = useRef<MapInput | null>(null);
  const [hovered, setHovered] = useState<HoveredPlace | null>(null);
  const [drawn, setDrawn] = useState<readonly Point[]>([]);
  const [measured, setMeasured] = useState<MeasuredShape | null>(null);
  const tool = usePickedStore((state) => state.tool);
  const { host, failure, hasFont, retry } = useMapHost({ container, city, live, theme, pane, onReady });
  const words = useWords();
  const { t, count } = words;
  const name = label ?? t('onMap.canvas');

  useEffect(() => {
    if (failure !== null) onFailed?.();
  }, [failure, onFailed]);
  useEffect(() => {
    if (host === null) return undefined;
    const linked = { map: host.map, pointed: (place: HoveredPlace | null) => setHovered(seenBeside(host, place)) };
    const leave = links.join(linked);
    const made = new MapInput(host, city, (place) => {
      setHovered(place);
      links.point(linked, place);
    });
    const drawing = new MapDrawing(host, city, setDrawn);
    const measure = new MapMeasure(host, setMeasured);
    input.current = made;
    const { setSource } = useMapPictureStore.getState().actions;
    if (pane.isFirst) setSource(host);
    return () => {
      input.current = null;
      if (pane.isFirst) setSource(null);
      leave();
      setHovered(null);
      setMeasured(null);
      drawing.close();
      measure.close();
      made.close();
    };
  }, [host, city, pane, links]);

  // MapLibre's canvas is a landmark of its own, and would be called "Map" in every language.
  useEffect(() => host?.map.getCanvas().setAttribute('aria-label', name), [host, name]);

  const keyPressed = (event: KeyboardEvent): void => {
    if (input.current?.keyPressed(nameOfPress(event)) === true) event.preventDefault();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a map with a keyboard cursor of its own is what role application is for. */}
      <div
        className="city-map"
        role="application"
        aria-label={name}
        aria-describedby="map-summary"
        tabIndex={0}
        data-tool={tool}
        onKeyDown={keyPressed}
      >
        <div ref={container} className="city-map-canvas" />
        {drawn.length > 1 && (
          <svg className="map-drawing" aria-hidden="true">
            <polygon points={drawn.map(({ x, y }) => `${x},${y}`).join(' ')} />
          </svg>
        )}
        {measured !== null && <MeasuredLine shape={measured} />}
        {host !== null && failure === null && overlay?.(host)}
        {hovered !== null && failure === null && measured === null && <MapTooltip place={hovered} />}
        <p className="visually-hidden" role="status">
          {hovered?.isSpoken === true ? spokenTooltip(hovered.content, words) : ''}
        </p>
        {failure !== null && <FailureNote failure={failure} onRetry={retry} />}
      </div>
      <div className="map-foot">
        <div className="map-ground">
          {host !== null && failure === null && <MapScale map={host.map} />}
          {pane.isFirst && (
            <div className="map-attribution">
              {!hasFont && <span className="map-font-missing">{t('onMap.fontMissing')}</span>}
              {t('onMap.attribution', { grids: count(city.grids.count) })}
            </div>
          )}
        </div>
        {foot}
      </div>
    </>
  );
}

/** What this map says of the place that is pointed at on another one: both show the same part of the city. */
function seenBeside(host: MapHost, hovered: HoveredPlace | null): HoveredPlace | null {
  const content = hovered === null ? null : host.describe(hovered.place);
  return hovered === null || content === null ? null : { ...hovered, content, isSpoken: false };
}

function FailureNote({ failure, onRetry }: { readonly failure: MapFailure; readonly onRetry: () => void }) {
  const { t } = useWords();
  return (
    <div className="map-failure" role="status" data-failure={failure}>
      <span>{t(`onMap.failure.${failure}`)}</span>
      {failure !== 'context-lost' && (
        <button type="button" onClick={onRetry}>
          {t('onMap.failure.retry')}
        </button>
      )}
    </div>
  );
}
