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

/** Inverse of commonX. */
export function degreesEast(x: number): number {
  return (x / WORLD_SIZE) * 360 - 180;
}

/** Inverse of commonY. */
export function degreesNorth(y: number): number {
  return (Math.atan(Math.sinh(((y / WORLD_SIZE) * 2 - 1) * Math.PI)) * 180) / Math.PI;
}

/** Pixels (CSS) a common unit at a zoom level. */
export function pixelsPerUnit(zoom: number): number {
  return 2 ** zoom;
}

/** Offsets from an origin in the city; stored coordinates are 1e-7 degrees. */
export interface LocalProjection {
  /** The origin, in 1e-7 degrees. */
  readonly longitude: number;
  readonly latitude: number;
  readonly originX: number;
  readonly originY: number;
  x(longitude: number): number;
  y(latitude: number): number;
}

/** Beyond this distance from the origin, in radians, the series is not exact enough. */
const SERIES_RADIUS = 0.02;

/**
 * Northward offset from a latitude in radians, as the first five terms of Mercator's series: a fifth of the time of tangent and logarithm, for
 * thousands of moving positions at once, and within a thousandth of a pixel of them at the deepest zoom.
 */
function northwardSeries(originRadians: number): (offsetRadians: number) => number {
  const tangent = Math.tan(originRadians);
  const square = tangent * tangent;
  const secant = WORLD_SIZE / (2 * Math.PI) / Math.cos(originRadians);
  const [b, c] = [(secant * tangent) / 2, (secant * (2 * square + 1)) / 6];
  const [d, e] = [(secant * tangent * (6 * square + 5)) / 24, (secant * (24 * square * square + 28 * square + 5)) / 120];
  return (offset) => offset * (secant + offset * (b + offset * (c + offset * (d + offset * e))));
}

/** Projection around a point in 1e-7 degrees. */
export function createLocalProjection(longitude: number, latitude: number): LocalProjection {
  const originX = commonX(longitude / COORDINATE_SCALE);
  const originY = commonY(latitude / COORDINATE_SCALE);
  const radiansPerUnit = Math.PI / 180 / COORDINATE_SCALE;
  const northward = northwardSeries(latitude * radiansPerUnit);
  return {
    longitude,
    latitude,
    originX,
    originY,
    x: (value) => ((value - longitude) / COORDINATE_SCALE / 360) * WORLD_SIZE,
    y: (value) => {
      const offset = (value - latitude) * radiansPerUnit;
      return Math.abs(offset) < SERIES_RADIUS ? northward(offset) : commonY(value / COORDINATE_SCALE) - originY;
    },
  };
}

/**
 * The 4 × 4 column-major matrix that takes local offsets to clip space, computed in doubles and only then rounded. MapLibre's takes its
 * Mercator coordinates there: the world is 1 wide, y grows southwards.
 */
export function writeLocalMatrix(mercatorToClip: ArrayLike<number>, { originX, originY }: LocalProjection, target: Float32Array): void {
  const [x, y] = [originX / WORLD_SIZE, 1 - originY / WORLD_SIZE];
  for (let row = 0; row < 4; row++) {
    const [east, south] = [mercatorToClip[row] ?? 0, mercatorToClip[4 + row] ?? 0];
    target[row] = east / WORLD_SIZE;
    target[4 + row] = -south / WORLD_SIZE;
    target[8 + row] = mercatorToClip[8 + row] ?? 0;
    target[12 + row] = east * x + south * y + (mercatorToClip[12 + row] ?? 0);
  }
}
