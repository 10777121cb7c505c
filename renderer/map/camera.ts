import type { Map as MapLibreMap } from 'maplibre-gl';
import type { City } from '../../shared/city/city.ts';
import type { AreaRef } from '../../shared/domain/areas.ts';
import type { CameraCommand, CameraPosition } from '../stores/camera.store.ts';
import { areaBounds, type Bounds } from './bounds.ts';

const MOVE_DURATION_MS = 200;
/** CSS pixels that an area keeps free of what lies over the map: the switches above, the tools at its right, scale and source below. */
const FIT_PADDING = { top: 64, right: 64, bottom: 34, left: 28 } as const;
/** A single grid is shown with its neighbours around it. */
const GRID_MAX_ZOOM = 15.2;

function moveDurationMs(): number {
  return matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : MOVE_DURATION_MS;
}

function moveTo(map: MapLibreMap, position: CameraPosition, duration: number): void {
  const center: [number, number] = [position.longitude, position.latitude];
  if (duration === 0) map.jumpTo({ center, zoom: position.zoom });
  else map.easeTo({ center, zoom: position.zoom, duration });
}

/** Where the camera has to stand to show an area; null when the area does not exist. */
export function positionForArea(map: MapLibreMap, city: City, area: AreaRef): CameraPosition | null {
  const bounds = areaBounds(city, area);
  if (bounds === null) return null;
  return positionForBounds(map, bounds, area.level === 'grid' ? GRID_MAX_ZOOM : 17);
}

function positionForBounds(map: MapLibreMap, bounds: Bounds, maxZoom: number): CameraPosition | null {
  const options = { padding: FIT_PADDING, maxZoom };
  const camera = map.cameraForBounds([bounds.west, bounds.south, bounds.east, bounds.north], options);
  if (camera?.center === undefined || camera.zoom === undefined) return null;
  const center = camera.center;
  const [longitude, latitude] = Array.isArray(center) ? center : ['lng' in center ? center.lng : center.lon, center.lat];
  return { longitude, latitude, zoom: camera.zoom };
}

export function currentPosition(map: MapLibreMap): CameraPosition {
  const { lng, lat } = map.getCenter();
  return { longitude: lng, latitude: lat, zoom: map.getZoom() };
}

/** Handed along with a movement that only follows that of another map. */
const FOLLOWING = { isFollowing: true } as const;

/** Whether a movement of a map was one of another map first. */
export function isFollowing(event: object): boolean {
  return 'isFollowing' in event;
}

/** Has a map look where another one does. */
export function followCamera(map: MapLibreMap, leader: MapLibreMap): void {
  map.jumpTo({ center: leader.getCenter(), zoom: leader.getZoom() }, FOLLOWING);
}

/** Shows an area at once, without motion. */
export function fitArea(map: MapLibreMap, city: City, area: AreaRef): void {
  const position = positionForArea(map, city, area);
  if (position !== null) moveTo(map, position, 0);
}

export function carryOut(map: MapLibreMap, city: City, command: CameraCommand): void {
  switch (command.kind) {
    case 'area': {
      const position = positionForArea(map, city, command.area);
      if (position !== null) moveTo(map, position, moveDurationMs());
      return;
    }
    case 'bounds': {
      const position = positionForBounds(map, command, GRID_MAX_ZOOM);
      if (position !== null) moveTo(map, position, moveDurationMs());
      return;
    }
    case 'position':
      moveTo(map, command.position, 0);
      return;
    case 'zoom':
      moveTo(map, { ...currentPosition(map), zoom: map.getZoom() + command.steps }, moveDurationMs());
      return;
    case 'pan': {
      const duration = moveDurationMs();
      const { clientWidth, clientHeight } = map.getContainer();
      map.panBy([command.east * clientWidth, command.south * clientHeight], { duration, animate: duration > 0 });
      return;
    }
  }
}
