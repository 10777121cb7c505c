import type { City } from '../../../../shared/city/city.ts';
import { featureBox, featureContains } from '../../../../shared/city/city-lookup.ts';
import type { Point } from './geometry.ts';
import type { Preset } from './presets.ts';
import { Dice, fraction } from './random.ts';

/** A dedicated grid without residents (a park, a station) still has people in it. */
const EVERY_GRID_WEIGHT = 12;
const COMPOUND_TRIES = 12;

/** Where in the city things happen: grids drawn by population, compounds within grids, points within either. */
export interface Places {
  readonly city: City;
  /** Population weight of the grids before a grid: weightBefore[grid], one entry more than grids. */
  readonly weightBefore: Float64Array;
  /** The grid in [from, to) at this fraction of the range's population. */
  gridAt(share: number, from: number, to: number): number;
  /** A compound of the grid for these bits, −1 when the grid has none. */
  compoundOf(grid: number, bits: number): number;
  labelPoint(grid: number): Point;
  /** Any point of the grid, for these bits always the same. */
  pointInGrid(grid: number, bits: number): Point;
  pointInCompound(compound: number, bits: number): Point;
}

function weighGrids(city: City, preset: Preset): Float64Array {
  const { count, residents, district } = city.grids;
  const focusDistrict = preset.focus === null ? -1 : city.districts.code.indexOf(preset.focus.districtCode);
  const before = new Float64Array(count + 1);
  for (let grid = 0; grid < count; grid += 1) {
    const factor = preset.focus !== null && district[grid] === focusDistrict ? preset.focus.factor : 1;
    before[grid + 1] = (before[grid] ?? 0) + factor * ((residents[grid] ?? 0) + EVERY_GRID_WEIGHT);
  }
  return before;
}

/** Index i in [from, to) with values[i] ≤ target < values[i + 1], for ascending values. */
export function indexBelow(values: ArrayLike<number>, target: number, from: number, to: number): number {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((values[middle] ?? 0) <= target) low = middle;
    else high = middle - 1;
  }
  return low;
}

function pointAt(values: Int32Array, index: number): Point {
  return { longitude: values[index * 2] ?? 0, latitude: values[index * 2 + 1] ?? 0 };
}

function doubledTriangleArea(a: Point, b: Point, c: Point): number {
  return Math.abs((b.longitude - a.longitude) * (c.latitude - a.latitude) - (c.longitude - a.longitude) * (b.latitude - a.latitude));
}

function cornerOf({ grids }: City, triangle: number, which: number): Point {
  return pointAt(grids.outline.vertices, grids.triangles[triangle * 3 + which] ?? 0);
}

function triangleAreas(city: City, grid: number): readonly number[] {
  const areas: number[] = [];
  for (let triangle = city.grids.firstTriangle[grid] ?? 0; triangle < (city.grids.firstTriangle[grid + 1] ?? 0); triangle += 1)
    areas.push(doubledTriangleArea(cornerOf(city, triangle, 0), cornerOf(city, triangle, 1), cornerOf(city, triangle, 2)));
  return areas;
}

/** Uniform over the grid: a triangle by its area, then a point in it. */
function drawPointInGrid(city: City, grid: number, areas: readonly number[], dice: Dice): Point {
  if (areas.length === 0) return pointAt(city.grids.labelPoint, grid);
  const triangle = (city.grids.firstTriangle[grid] ?? 0) + dice.weighted(areas);
  let u = dice.unit();
  let v = dice.unit();
  if (u + v > 1) [u, v] = [1 - u, 1 - v];
  const [a, b, c] = [cornerOf(city, triangle, 0), cornerOf(city, triangle, 1), cornerOf(city, triangle, 2)];
  return {
    longitude: Math.round(a.longitude + u * (b.longitude - a.longitude) + v * (c.longitude - a.longitude)),
    latitude: Math.round(a.latitude + u * (b.latitude - a.latitude) + v * (c.latitude - a.latitude)),
  };
}

function drawPointInCompound(city: City, compound: number, dice: Dice): Point {
  const { outline, labelPoint } = city.compounds;
  const box = featureBox(outline, compound);
  for (let attempt = 0; attempt < COMPOUND_TRIES; attempt += 1) {
    const point = { longitude: Math.round(dice.between(box.minX, box.maxX)), latitude: Math.round(dice.between(box.minY, box.maxY)) };
    if (featureContains(outline, compound, point.longitude, point.latitude)) return point;
  }
  return pointAt(labelPoint, compound);
}

export function createPlaces(city: City, preset: Preset): Places {
  const weightBefore = weighGrids(city, preset);
  const { firstCompound } = city.grids;
  const dice = new Dice();
  // A city's history draws a million points: each grid's triangles are measured once.
  const areasOfGrid: (readonly number[] | undefined)[] = new Array(city.grids.count);
  return {
    city,
    weightBefore,
    gridAt: (share, from, to) => {
      const low = weightBefore[from] ?? 0;
      return indexBelow(weightBefore, low + share * ((weightBefore[to] ?? 0) - low), from, to);
    },
    compoundOf: (grid, bits) => {
      const from = firstCompound[grid] ?? 0;
      const count = (firstCompound[grid + 1] ?? 0) - from;
      return count === 0 ? -1 : from + Math.floor(fraction(bits) * count);
    },
    labelPoint: (grid) => pointAt(city.grids.labelPoint, grid),
    pointInGrid: (grid, bits) => drawPointInGrid(city, grid, (areasOfGrid[grid] ??= triangleAreas(city, grid)), dice.reset(bits)),
    pointInCompound: (compound, bits) => drawPointInCompound(city, compound, dice.reset(bits)),
  };
}
