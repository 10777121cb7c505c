import { featureContains, indexFeatures } from '../../../shared/city/city-lookup.ts';
import type { City } from '../../../shared/city/city.ts';

/** 1e-7 degrees, WGS-84. */
interface Place {
  readonly longitude: number;
  readonly latitude: number;
}

/** Finds the grid a place lies in, −1 outside all grids. The first grid is tried first: a worker rarely leaves it. */
export type LocateGrid = (place: Place, firstGrid: number) => number;

function createGridLocator({ grids: { outline, count } }: City): LocateGrid {
  const index = indexFeatures(outline, count);
  return ({ longitude, latitude }, firstGrid) => {
    const contains = (grid: number): boolean => featureContains(outline, grid, longitude, latitude);
    if (firstGrid >= 0 && contains(firstGrid)) return firstGrid;
    return index.search(longitude, latitude, longitude, latitude).find(contains) ?? -1;
  };
}

const locators = new WeakMap<City, LocateGrid>();

function madeOnce(city: City): LocateGrid {
  const locate = locators.get(city) ?? createGridLocator(city);
  locators.set(city, locate);
  return locate;
}

/** One for all who ask of a city, made when the first does: the index over all grids costs 34 ms that a start does not have. */
export function gridLocatorOf(city: City): LocateGrid {
  let locate: LocateGrid | null = null;
  return (place, firstGrid) => {
    locate ??= madeOnce(city);
    return locate(place, firstGrid);
  };
}
