import { COORDINATE_SCALE } from '../../shared/city/city.ts';

/**
 * Web Mercator in deck.gl's common space: the world is 512 units wide, y grows northwards. Positions go to the GPU as 32-bit offsets from an
 * origin in the city, where their rounding stays below a fiftieth of a pixel at the deepest zoom.
 */
const WORLD_SIZE = 512;

export function commonX(longitudeDegrees: number): number {
  return ((longitudeDegrees + 180) / 360) * WORLD_SIZE;
}

export function commonY(latitudeDegrees: number): number {
  const phi = (latitudeDegrees * Math.PI) / 180;
  return WORLD_SIZE * (0.5 + Math.log(Math.tan(Math.PI / 4 + phi / 2)) / (2 * Math.PI));
}

/** Pixels (CSS) a common unit at a zoom level. */
export function pixelsPerUnit(zoom: number): number {
  return 2 ** zoom;
}

/** Offsets from an origin in the city; stored coordinates are 1e-7 degrees. */
export interface LocalProjection {
  readonly originX: number;
  readonly originY: number;
  x(longitude: number): number;
  y(latitude: number): number;
}

/** Projection around a point in 1e-7 degrees. */
export function createLocalProjection(longitude: number, latitude: number): LocalProjection {
  const originX = commonX(longitude / COORDINATE_SCALE);
  const originY = commonY(latitude / COORDINATE_SCALE);
  return {
    originX,
    originY,
    x: (value) => commonX(value / COORDINATE_SCALE) - originX,
    y: (value) => commonY(value / COORDINATE_SCALE) - originY,
  };
}

/** The 4 × 4 column-major matrix that takes local offsets to clip space, computed in doubles and only then rounded. */
export function writeLocalMatrix(viewProjection: ArrayLike<number>, projection: LocalProjection, target: Float32Array): void {
  for (let index = 0; index < 16; index++) target[index] = viewProjection[index] ?? 0;
  for (let row = 0; row < 4; row++) {
    target[12 + row] =
      (viewProjection[row] ?? 0) * projection.originX +
      (viewProjection[4 + row] ?? 0) * projection.originY +
      (viewProjection[12 + row] ?? 0);
  }
}
