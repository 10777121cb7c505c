import { COORDINATE_SCALE, type PolygonSet } from '../../../../shared/city/city.ts';

/** A point in 1e-7 degrees, WGS-84. */
export interface Point {
  readonly longitude: number;
  readonly latitude: number;
}

const METERS_PER_DEGREE = 111_195;
/** Meters a stored unit of latitude, and a stored unit of longitude at 32° N: exact to 0.5 % within the city. */
export const METERS_PER_LATITUDE_UNIT = METERS_PER_DEGREE / COORDINATE_SCALE;
export const METERS_PER_LONGITUDE_UNIT = METERS_PER_LATITUDE_UNIT * Math.cos((32 * Math.PI) / 180);

export function distanceMeters(fromLongitude: number, fromLatitude: number, toLongitude: number, toLatitude: number): number {
  return Math.hypot((toLongitude - fromLongitude) * METERS_PER_LONGITUDE_UNIT, (toLatitude - fromLatitude) * METERS_PER_LATITUDE_UNIT);
}

/** Degrees clockwise from north, 0 … 359. */
export function headingDegrees(from: Point, to: Point): number {
  const east = (to.longitude - from.longitude) * METERS_PER_LONGITUDE_UNIT;
  const north = (to.latitude - from.latitude) * METERS_PER_LATITUDE_UNIT;
  return (Math.round((Math.atan2(east, north) * 180) / Math.PI) + 360) % 360;
}

/** Even-odd rule over all rings of a feature, so that holes count as outside. */
export function featureContains(polygons: PolygonSet, feature: number, { longitude, latitude }: Point): boolean {
  const { featureStart, ringStart, vertices } = polygons;
  let inside = false;
  for (let ring = featureStart[feature] ?? 0; ring < (featureStart[feature + 1] ?? 0); ring += 1) {
    const from = ringStart[ring] ?? 0;
    const to = ringStart[ring + 1] ?? 0;
    for (let vertex = from, previous = to - 1; vertex < to; previous = vertex, vertex += 1) {
      const x = vertices[vertex * 2] ?? 0;
      const y = vertices[vertex * 2 + 1] ?? 0;
      const previousX = vertices[previous * 2] ?? 0;
      const previousY = vertices[previous * 2 + 1] ?? 0;
      if (y > latitude !== previousY > latitude && longitude < ((previousX - x) * (latitude - y)) / (previousY - y) + x) inside = !inside;
    }
  }
  return inside;
}

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The box around a feature, in 1e-7 degrees. */
export function featureBox({ featureStart, ringStart, vertices }: PolygonSet, feature: number): Box {
  const from = ringStart[featureStart[feature] ?? 0] ?? 0;
  const to = ringStart[featureStart[feature + 1] ?? 0] ?? 0;
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let vertex = from; vertex < to; vertex += 1) {
    const x = vertices[vertex * 2] ?? 0;
    const y = vertices[vertex * 2 + 1] ?? 0;
    minX = Math.min(minX, x);
    minY = Math.min(minY, y);
    maxX = Math.max(maxX, x);
    maxY = Math.max(maxY, y);
  }
  return { minX, minY, maxX, maxY };
}
