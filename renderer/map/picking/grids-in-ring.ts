import { type City, COORDINATE_SCALE, type PolygonSet } from '../../../shared/city/city.ts';
import { featureContains, type GridLocator } from '../../../shared/city/city-lookup.ts';

/** A place on the map, degrees. */
export interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** A ring as a feature whose places can be asked for. */
function featureOf(ring: readonly Place[]): PolygonSet {
  return {
    featureStart: Uint32Array.of(0, 1),
    ringStart: Uint32Array.of(0, ring.length),
    vertices: Int32Array.from(ring.flatMap(({ longitude, latitude }) => [longitude * COORDINATE_SCALE, latitude * COORDINATE_SCALE])),
  };
}

/** Grids whose middle (the point that carries their label) lies in a ring drawn on the map; ascending. A ring that crosses itself counts even-odd. */
export function gridsInRing(city: City, locator: GridLocator, ring: readonly Place[]): number[] {
  if (ring.length < 3) return [];
  const longitudes = ring.map(({ longitude }) => longitude);
  const latitudes = ring.map(({ latitude }) => latitude);
  const feature = featureOf(ring);
  const { labelPoint } = city.grids;
  return locator
    .queryBox(Math.min(...longitudes), Math.min(...latitudes), Math.max(...longitudes), Math.max(...latitudes))
    .filter((grid) => featureContains(feature, 0, labelPoint[2 * grid] ?? 0, labelPoint[2 * grid + 1] ?? 0));
}
