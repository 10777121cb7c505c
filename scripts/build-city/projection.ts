/**
 * The generator works on the plane of the stored integers (1e-7 degrees). Where it needs distances it stretches that plane linearly into
 * metres, so that straight lines stay straight and no rounding happens on the way back.
 */
import type { Point } from './basics.ts';

const UNITS_PER_DEGREE = 1e7;

/** Metres in 1e-7 degrees of longitude at 32° N; off by at most 0.8 % at either end of the city, which only shapes cells. */
const METERS_PER_UNIT_X = 0.0094404;
/** Metres in 1e-7 degrees of latitude. */
const METERS_PER_UNIT_Y = 0.011087;

export function unitsFromDegrees(longitude: number, latitude: number): Point {
  return { x: Math.round(longitude * UNITS_PER_DEGREE), y: Math.round(latitude * UNITS_PER_DEGREE) };
}

export function metersFromUnits(point: Point): Point {
  return { x: point.x * METERS_PER_UNIT_X, y: point.y * METERS_PER_UNIT_Y };
}

/** Not rounded. */
export function unitsFromMeters(point: Point): Point {
  return { x: point.x / METERS_PER_UNIT_X, y: point.y / METERS_PER_UNIT_Y };
}

export function roundPoint(point: Point): Point {
  return { x: Math.round(point.x), y: Math.round(point.y) };
}

/**
 * Square metres of one square unit at a latitude. Third-order series around 32° N instead of Math.cos, whose last bit may differ between engines.
 */
export function squareMetersPerUnit(latitudeUnits: number): number {
  const delta = ((latitudeUnits / UNITS_PER_DEGREE - 32) * Math.PI) / 180;
  const cosine = 0.848048096 - 0.529919264 * delta - 0.424024048 * delta * delta + 0.088319877 * delta * delta * delta;
  return 0.01113195 * cosine * METERS_PER_UNIT_Y;
}
