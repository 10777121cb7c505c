import Flatbush from 'flatbush';
import type { City } from '../../../shared/city/city.ts';
import { featureBox, featureContains, type Point } from '../sources/simulated-city/geometry.ts';

/** Finds the grid a point lies in, −1 outside all grids. The first grid is tried first: a worker rarely leaves it. */
export type LocateGrid = (point: Point, firstGrid: number) => number;

export function createGridLocator(city: City): LocateGrid {
  const { count, outline } = city.grids;
  const index = new Flatbush(count);
  for (let grid = 0; grid < count; grid += 1) {
    const box = featureBox(outline, grid);
    index.add(box.minX, box.minY, box.maxX, box.maxY);
  }
  index.finish();
  return (point, firstGrid) => {
    if (firstGrid >= 0 && featureContains(outline, firstGrid, point)) return firstGrid;
    const { longitude, latitude } = point;
    return index.search(longitude, latitude, longitude, latitude).find((grid) => featureContains(outline, grid, point)) ?? -1;
  };
}

/** The same, made when it is first asked: the index over all grids costs 34 ms that a start does not have. */
export function lazyGridLocator(city: City): LocateGrid {
  let locate: LocateGrid | null = null;
  return (point, firstGrid) => {
    locate ??= createGridLocator(city);
    return locate(point, firstGrid);
  };
}
