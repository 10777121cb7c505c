import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import type { Bounds } from '../bounds.ts';
import type { LocalProjection } from '../projection.ts';
import { NEAR_ZOOM } from '../zoom-levels.ts';
import type { Extent } from './heat-raster.ts';

export function localExtent(projection: LocalProjection, { west, south, east, north }: Bounds): Extent {
  const scale = COORDINATE_SCALE;
  return [projection.x(west * scale), projection.y(south * scale), projection.x(east * scale), projection.y(north * scale)];
}

export type AlertStyle = 'heat' | 'hexagons' | 'marks';

/** Heat when far, hexagons in the middle, single alerts when near. */
const HEXAGONS_FROM_ZOOM = 10.4;

export function alertStyleAt(zoom: number): AlertStyle {
  if (zoom < HEXAGONS_FROM_ZOOM) return 'heat';
  return zoom < NEAR_ZOOM ? 'hexagons' : 'marks';
}

/** Distance from centre to corner at the zoom that gives the size. */
const HEXAGON_PIXELS = 36;

/** Half a zoom level has one size of hexagons, so that they stay put while zooming within it. */
export function hexagonZoom(zoom: number): number {
  return Math.floor(zoom * 2) / 2;
}

/** Common units. */
export function hexagonRadius(zoom: number): number {
  return HEXAGON_PIXELS / 2 ** hexagonZoom(zoom);
}
