import { type City, COORDINATE_SCALE } from '../../../shared/city/city.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { areaBounds, type Bounds } from '../../map/bounds.ts';

/** A rectangle of the drawing, in CSS pixels, y downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Takes stored coordinates (1e-7 degrees) to CSS pixels of the drawing. */
export interface PaperProjection {
  readonly metersPerPixel: number;
  x(longitude: number): number;
  y(latitude: number): number;
}

/** Length of a degree along the meridian at 32° N and along the equator, on the WGS-84 ellipsoid. */
const METERS_PER_DEGREE = 110_888;
const EQUATOR_METERS_PER_DEGREE = 111_320;
const MARGIN_PIXELS = 6;

function union(one: Bounds, other: Bounds): Bounds {
  return {
    west: Math.min(one.west, other.west),
    south: Math.min(one.south, other.south),
    east: Math.max(one.east, other.east),
    north: Math.max(one.north, other.north),
  };
}

/** Equirectangular, fitting a part of the earth into the frame; true to scale within a thousandth at the size of the city. */
export function projectBounds(bounds: Bounds, frame: Box): PaperProjection {
  const middle = (bounds.south + bounds.north) / 2;
  const shrink = Math.cos((middle * Math.PI) / 180) * (EQUATOR_METERS_PER_DEGREE / METERS_PER_DEGREE);
  const across = (bounds.east - bounds.west) * shrink;
  const along = bounds.north - bounds.south;
  const width = frame.right - frame.left;
  const height = frame.bottom - frame.top;
  const pixelsPerDegree = Math.min((width - 2 * MARGIN_PIXELS) / across, (height - 2 * MARGIN_PIXELS) / along);
  const left = frame.left + (width - across * pixelsPerDegree) / 2;
  const top = frame.top + (height - along * pixelsPerDegree) / 2;
  return {
    metersPerPixel: METERS_PER_DEGREE / pixelsPerDegree,
    x: (longitude) => left + (longitude / COORDINATE_SCALE - bounds.west) * shrink * pixelsPerDegree,
    y: (latitude) => top + (bounds.north - latitude / COORDINATE_SCALE) * pixelsPerDegree,
  };
}

/** The same of areas. Null when they have no outline. */
export function projectAreas(city: City, areas: readonly AreaRef[], frame: Box): PaperProjection | null {
  const all = areas.map((area) => areaBounds(city, area)).filter((bounds) => bounds !== null);
  const [first, ...others] = all;
  if (first === undefined) return null;
  const bounds = others.reduce(union, first);
  return bounds.east <= bounds.west || bounds.north <= bounds.south ? null : projectBounds(bounds, frame);
}
