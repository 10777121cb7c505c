import type { GeoPlace } from '../../../shared/contract/consultation.ts';
import type { Point } from '../../lib/point.ts';
import type { MapHost } from '../map-host.ts';

/** Where on the map's surface a pointer stands, whatever the interface's scale. */
export function pointOnMap({ map }: MapHost, event: PointerEvent): Point {
  const container = map.getCanvasContainer();
  const { left, top } = container.getBoundingClientRect();
  const scale = container.currentCSSZoom;
  return { x: (event.clientX - left) / scale, y: (event.clientY - top) / scale };
}

export function placeAt({ map }: MapHost, { x, y }: Point): GeoPlace {
  const { lng, lat } = map.unproject([x, y]);
  return { longitude: lng, latitude: lat };
}
