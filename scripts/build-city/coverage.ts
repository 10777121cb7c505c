/** Measures how well a city's grids and water tile its districts, without trusting how they were made. */
import type { City, PolygonSet } from '../../shared/city/city.ts';
import { featureContains, indexFeatures } from '../../shared/city/city-lookup.ts';
import { at, type Point } from './basics.ts';
import { CELL_EDGE, EdgeBag } from './edges.ts';
import { facePoints } from './face-labels.ts';
import { nodeEdges } from './noding.ts';
import { buildPlanarGraph } from './planar-graph.ts';
import { faceArea } from './plane.ts';
import { pointInside } from './polygon.ts';

export interface Coverage {
  readonly districtSquareMeters: number;
  /** Land in no grid and no water. */
  readonly gapSquareMeters: number;
  /** In more than one grid, or in a grid and in water. */
  readonly overlapSquareMeters: number;
  /** In a grid, but in no district or in another one than the grid names. */
  readonly strayedSquareMeters: number;
}

export function ringsOf(polygons: PolygonSet, feature: number): Point[][] {
  const rings: Point[][] = [];
  for (let ring = at(polygons.featureStart, feature); ring < at(polygons.featureStart, feature + 1); ring++) {
    const points: Point[] = [];
    for (let vertex = at(polygons.ringStart, ring); vertex < at(polygons.ringStart, ring + 1); vertex++) {
      points.push({ x: at(polygons.vertices, 2 * vertex), y: at(polygons.vertices, 2 * vertex + 1) });
    }
    rings.push(points);
  }
  return rings;
}

/** Features that hold a point given in 1e-7 degrees. */
export function createCounter(polygons: PolygonSet, count: number): (x: number, y: number) => number[] {
  const index = indexFeatures(polygons, count);
  return (x, y) => index.search(x, y, x, y, (feature) => featureContains(polygons, feature, x, y));
}

/** Cuts the plane by all outlines at once and asks for every face who covers it. */
export function measureCoverage(city: Pick<City, 'grids' | 'water' | 'districts'>): Coverage {
  const tables = [city.grids, city.water, city.districts];
  const bag = new EdgeBag();
  for (const { outline, count } of tables) {
    for (let feature = 0; feature < count; feature++) for (const ring of ringsOf(outline, feature)) bag.addRing(ring, CELL_EDGE);
  }
  const graph = buildPlanarGraph(nodeEdges(bag));
  const gridsAt = createCounter(city.grids.outline, city.grids.count);
  const waterAt = createCounter(city.water.outline, city.water.count);
  const districtsAt = createCounter(city.districts.outline, city.districts.count);
  const total = { districtSquareMeters: 0, gapSquareMeters: 0, overlapSquareMeters: 0, strayedSquareMeters: 0 };
  for (let face = 0; face < graph.faceCount; face++) {
    const { x, y } = pointInside(facePoints(graph, face));
    const area = faceArea(graph, face);
    const [grids, water, districts] = [gridsAt(x, y), waterAt(x, y), districtsAt(x, y)];
    if (districts.length > 0) total.districtSquareMeters += area;
    if (districts.length > 0 && grids.length + water.length === 0) total.gapSquareMeters += area;
    if (grids.length > 1 || districts.length > 1 || (grids.length === 1 && water.length > 0)) total.overlapSquareMeters += area;
    if (grids.some((grid) => !districts.includes(at(city.grids.district, grid)))) total.strayedSquareMeters += area;
  }
  return total;
}
