/** Finding things in a city by code and by place; shared/domain/areas.ts knows what belongs to an area. */
import Flatbush from 'flatbush';
import { COORDINATE_SCALE, type City, type PolygonSet } from './city.ts';

/** Codes → row of their table. */
interface CodeIndex {
  readonly districts: ReadonlyMap<string, number>;
  readonly streets: ReadonlyMap<string, number>;
  readonly communities: ReadonlyMap<string, number>;
  readonly grids: ReadonlyMap<string, number>;
}

function rowsByCode(codes: readonly string[]): ReadonlyMap<string, number> {
  return new Map(codes.map((code, row) => [code, row]));
}

export function createCodeIndex(city: City): CodeIndex {
  return {
    districts: rowsByCode(city.districts.code),
    streets: rowsByCode(city.streets.code),
    communities: rowsByCode(city.communities.code),
    grids: rowsByCode(city.grids.code),
  };
}

/** Whether an edge from (ax, ay) to (bx, by) lies to the right of the point at its height: half-open, so that a shared corner counts once. */
function passesRight(ax: number, ay: number, bx: number, by: number, x: number, y: number): boolean {
  if (ay > y === by > y) return false;
  const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
  return by > ay ? cross > 0 : cross < 0;
}

/**
 * Whether a place (1e-7 degrees, fractions allowed) is inside a feature. A place exactly on a shared edge belongs to exactly one of its two sides.
 */
export function featureContains(polygons: PolygonSet, feature: number, x: number, y: number): boolean {
  const { featureStart, ringStart, vertices } = polygons;
  let inside = false;
  for (let ring = featureStart[feature] ?? 0, last = featureStart[feature + 1] ?? 0; ring < last; ring++) {
    const start = ringStart[ring] ?? 0;
    const end = ringStart[ring + 1] ?? 0;
    let ax = vertices[2 * end - 2] ?? 0;
    let ay = vertices[2 * end - 1] ?? 0;
    for (let vertex = start; vertex < end; vertex++) {
      const bx = vertices[2 * vertex] ?? 0;
      const by = vertices[2 * vertex + 1] ?? 0;
      if (passesRight(ax, ay, bx, by, x, y)) inside = !inside;
      ax = bx;
      ay = by;
    }
  }
  return inside;
}

/** 1e-7 degrees. */
export interface FeatureBox {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** The box around a feature. */
export function featureBox({ featureStart, ringStart, vertices }: PolygonSet, feature: number): FeatureBox {
  const first = 2 * (ringStart[featureStart[feature] ?? 0] ?? 0);
  const end = 2 * (ringStart[featureStart[feature + 1] ?? 0] ?? 0);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = first; i < end; i += 2) {
    const x = vertices[i] ?? 0;
    const y = vertices[i + 1] ?? 0;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  return { minX, minY, maxX, maxY };
}

/** A static index over the boxes of all features. */
export function indexFeatures(polygons: PolygonSet, count: number): Flatbush {
  const index = new Flatbush(count);
  for (let feature = 0; feature < count; feature++) {
    const { minX, minY, maxX, maxY } = featureBox(polygons, feature);
    index.add(minX, minY, maxX, maxY);
  }
  index.finish();
  return index;
}

export interface GridLocator {
  /** Grid at a place in degrees (WGS-84), or −1 in water and outside the city. */
  gridAt(longitude: number, latitude: number): number;
  /** Grids whose boxes meet a box in degrees, ascending. */
  queryBox(west: number, south: number, east: number, north: number): number[];
}

/** Builds in some 10 ms; keep one per city. */
export function createGridLocator(city: City): GridLocator {
  const { outline, count } = city.grids;
  const index = indexFeatures(outline, count);
  return {
    gridAt(longitude, latitude) {
      const x = longitude * COORDINATE_SCALE;
      const y = latitude * COORDINATE_SCALE;
      let found = -1;
      index.search(x, y, x, y, (grid) => {
        if (found < 0 && featureContains(outline, grid, x, y)) found = grid;
        return false;
      });
      return found;
    },
    queryBox(west, south, east, north) {
      const scale = COORDINATE_SCALE;
      return index.search(west * scale, south * scale, east * scale, north * scale).sort((a, b) => a - b);
    },
  };
}
