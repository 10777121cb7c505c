import { COORDINATE_SCALE } from '../../../../shared/city/city.ts';

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
