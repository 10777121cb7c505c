import { COORDINATE_SCALE, type City, type PolygonSet } from '../../shared/city/city.ts';
import type { AreaRef } from '../../shared/domain/areas.ts';

/** Degrees. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Bounds of the features from … to − 1; null when they have no vertices. */
function featureBounds(polygons: PolygonSet, from: number, to: number): Bounds | null {
  const start = polygons.ringStart[polygons.featureStart[from] ?? 0] ?? 0;
  const end = polygons.ringStart[polygons.featureStart[to] ?? 0] ?? 0;
  if (end <= start) return null;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let vertex = start; vertex < end; vertex++) {
    const longitude = polygons.vertices[2 * vertex] ?? 0;
    const latitude = polygons.vertices[2 * vertex + 1] ?? 0;
    west = Math.min(west, longitude);
    east = Math.max(east, longitude);
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  return {
    west: west / COORDINATE_SCALE,
    south: south / COORDINATE_SCALE,
    east: east / COORDINATE_SCALE,
    north: north / COORDINATE_SCALE,
  };
}

/** Bounds of some grids together; null for none. */
export function gridsBounds(city: City, grids: readonly number[]): Bounds | null {
  const boxes = grids.flatMap((grid) => featureBounds(city.grids.outline, grid, grid + 1) ?? []);
  return boxes.reduce<Bounds | null>(
    (all, box) =>
      all === null
        ? box
        : {
            west: Math.min(all.west, box.west),
            south: Math.min(all.south, box.south),
            east: Math.max(all.east, box.east),
            north: Math.max(all.north, box.north),
          },
    null,
  );
}

/** Bounds of an area, or null when the index does not exist. */
export function areaBounds(city: City, area: AreaRef): Bounds | null {
  const one = (outline: PolygonSet): Bounds | null => featureBounds(outline, area.index, area.index + 1);
  switch (area.level) {
    case 'city':
      return featureBounds(city.districts.outline, 0, city.districts.count);
    case 'district':
      return one(city.districts.outline);
    case 'street':
      return one(city.streets.outline);
    case 'community':
      return one(city.communities.outline);
    case 'grid':
      return one(city.grids.outline);
  }
}
