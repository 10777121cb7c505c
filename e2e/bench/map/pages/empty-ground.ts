import type { StyleSpecification } from 'maplibre-gl';
import { ABOVE_COVERAGE_LAYER_ID, FIRST_LABEL_LAYER_ID } from '../../../../renderer/map/basemap/basemap-style.ts';
import type { MapTheme } from '../../../../renderer/map/map-theme.ts';

/** One colour, and the two places in the style before which the application puts its layers. */
export function emptyGround({ ground }: MapTheme): StyleSpecification {
  const place = (id: string) => ({ id, type: 'background', layout: { visibility: 'none' } }) as const;
  return {
    version: 8,
    sources: {},
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': ground } },
      place(ABOVE_COVERAGE_LAYER_ID),
      place(FIRST_LABEL_LAYER_ID),
    ],
    transition: { duration: 0, delay: 0 },
  };
}
