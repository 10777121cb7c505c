import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import { useCameraStore } from '../../stores/camera.store.ts';

/** Degrees around what is shown: somebody who stood still all day is not looked at from a metre away. */
const MARGIN_DEGREES = 0.0015;

/** Lets the camera show some ways as a whole. */
export function zoomToTracks(tracks: readonly Pick<WorkerTrack, 'path'>[]): void {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { path } of tracks) {
    for (const longitude of path.longitude) [west, east] = [Math.min(west, longitude), Math.max(east, longitude)];
    for (const latitude of path.latitude) [south, north] = [Math.min(south, latitude), Math.max(north, latitude)];
  }
  if (west > east) return;
  useCameraStore.getState().actions.zoomToBounds({
    west: west / COORDINATE_SCALE - MARGIN_DEGREES,
    south: south / COORDINATE_SCALE - MARGIN_DEGREES,
    east: east / COORDINATE_SCALE + MARGIN_DEGREES,
    north: north / COORDINATE_SCALE + MARGIN_DEGREES,
  });
}

/** Degrees east and north, at a scale in which a door and the houses around it are seen. */
export function lookAt(longitude: number, latitude: number): void {
  const { position, actions } = useCameraStore.getState();
  const zoom = Math.max(position?.zoom ?? 0, 15);
  actions.moveTo({ longitude: longitude / COORDINATE_SCALE, latitude: latitude / COORDINATE_SCALE, zoom });
}
