import { type City, COORDINATE_SCALE } from '../../../shared/city/city.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { areaBounds, type Bounds } from '../../map/bounds.ts';

/** Size of a drawing in CSS pixels. */
export interface PaperSize {
  readonly width: number;
  readonly height: number;
}

/** Takes stored coordinates (1e-7 degrees) to CSS pixels of the drawing, y downwards. */
export interface PaperProjection {
  readonly size: PaperSize;
  readonly metersPerPixel: number;
  x(longitude: number): number;
  y(latitude: number): number;
}

/** Length of a degree of latitude on the WGS-84 ellipsoid at 32° N. */
const METERS_PER_DEGREE = 110_888;
const MARGIN_PIXELS = 6;

function fit(bounds: Bounds, size: PaperSize): PaperProjection {
  const middle = (bounds.south + bounds.north) / 2;
  const shrink = Math.cos((middle * Math.PI) / 180) * (111_320 / METERS_PER_DEGREE);
  const across = (bounds.east - bounds.west) * shrink;
  const along = bounds.north - bounds.south;
  const pixelsPerDegree = Math.min((size.width - 2 * MARGIN_PIXELS) / across, (size.height - 2 * MARGIN_PIXELS) / along);
  const left = (size.width - across * pixelsPerDegree) / 2;
  const top = (size.height - along * pixelsPerDegree) / 2;
  return {
    size,
    metersPerPixel: METERS_PER_DEGREE / pixelsPerDegree,
    x: (longitude) => left + (longitude / COORDINATE_SCALE - bounds.west) * shrink * pixelsPerDegree,
    y: (latitude) => top + (bounds.north - latitude / COORDINATE_SCALE) * pixelsPerDegree,
  };
}

/** Equirectangular around the area, true to scale within a thousandth at the size of the city. Null when the area has no outline. */
export function projectArea(city: City, area: AreaRef, size: PaperSize): PaperProjection | null {
  const bounds = areaBounds(city, area);
  return bounds === null || bounds.east <= bounds.west || bounds.north <= bounds.south ? null : fit(bounds, size);
}
