import type { AllPaintProperties, Map as MapLibreMap } from 'maplibre-gl';
import type { MapTheme } from '../map-theme.ts';
import { basemapLayers } from './basemap-style.ts';

/** Paints a running map in another theme: only colours change, sources, labels and camera stay. */
export function repaintBasemap(map: MapLibreMap, theme: MapTheme): void {
  for (const layer of basemapLayers(theme)) {
    if (map.getLayer(layer.id) === undefined) continue;
    const paint: Partial<AllPaintProperties> = layer.paint ?? {};
    for (const property of Object.keys(paint) as (keyof AllPaintProperties)[]) map.setPaintProperty(layer.id, property, paint[property]);
  }
}
