/** Residential compounds: a small rectangle or angle inside its grid, parallel to the grid's longest side. */
import { at, type Point } from './basics.ts';
import { boxOf, distance, insideRing, orient } from './polygon.ts';
import { metersFromUnits, roundPoint, unitsFromMeters } from './projection.ts';
import type { Random } from './random.ts';

export interface Dwelling {
  readonly households: number;
  readonly buildings: number;
  readonly unitsPerBuilding: number;
  readonly floors: number;
}

const ATTEMPTS_PER_SIZE = 14;
const SHRINK = 0.82;
const LEAST_SIDE_METERS = 10;
const FLATS_PER_LANDING = 2;
const FLOORS_IN_TOWN = [6, 6, 6, 7, 11, 18, 26, 32] as const;
const FLOORS_IN_COUNTRY = [3, 4, 5, 6, 6, 11] as const;

/** Buildings that hold about the given households. */
export function planDwelling(households: number, isRural: boolean, random: Random): Dwelling {
  const choice = isRural ? FLOORS_IN_COUNTRY : FLOORS_IN_TOWN;
  const floors = at(choice, random.below(choice.length));
  const unitsPerBuilding = floors > 11 ? 1 + random.below(2) : 2 + random.below(3);
  const perBuilding = floors * unitsPerBuilding * FLATS_PER_LANDING;
  const buildings = Math.max(1, Math.min(60, Math.round(households / perBuilding)));
  return { households: Math.min(households, buildings * perBuilding), buildings, unitsPerBuilding, floors };
}

/** Unit vector along the longest side of a ring in metres. */
function longestDirection(ring: readonly Point[]): Point {
  let best = { x: 1, y: 0 };
  let bestLength = 0;
  ring.forEach((from, i) => {
    const to = at(ring, (i + 1) % ring.length);
    const length = distance(from, to);
    if (length <= bestLength) return;
    bestLength = length;
    best = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  });
  return best;
}

/** Rectangle, or rectangle without one corner, around the origin. */
function outlineOf(width: number, depth: number, isAngle: boolean): Point[] {
  const [x, y] = [width / 2, depth / 2];
  const base = [
    { x: -x, y: -y },
    { x, y: -y },
  ];
  return isAngle
    ? [...base, { x, y: y * 0.1 }, { x: x * 0.05, y: y * 0.1 }, { x: x * 0.05, y }, { x: -x, y }]
    : [...base, { x, y }, { x: -x, y }];
}

function place(outline: readonly Point[], centre: Point, along: Point): Point[] {
  return outline.map(({ x, y }) =>
    roundPoint(
      unitsFromMeters({
        x: centre.x + x * along.x - y * along.y,
        y: centre.y + x * along.y + y * along.x,
      }),
    ),
  );
}

function crosses(a: Point, b: Point, c: Point, d: Point): boolean {
  return orient(a, b, c) >= 0 !== orient(a, b, d) > 0 && orient(c, d, a) >= 0 !== orient(c, d, b) > 0;
}

function ringsCross(one: readonly Point[], other: readonly Point[]): boolean {
  return one.some((a, i) => other.some((c, j) => crosses(a, at(one, (i + 1) % one.length), c, at(other, (j + 1) % other.length))));
}

function insideAll(rings: readonly (readonly Point[])[], { x, y }: Point): boolean {
  return rings.reduce((inside, ring) => inside !== insideRing(ring, x, y), false);
}

function fits(footprint: readonly Point[], grid: readonly (readonly Point[])[], others: readonly (readonly Point[])[]): boolean {
  if (!footprint.every((corner) => insideAll(grid, corner))) return false;
  if (grid.some((ring) => ringsCross(footprint, ring))) return false;
  return others.every(
    (other) =>
      !ringsCross(footprint, other) &&
      !insideRing(other, at(footprint, 0).x, at(footprint, 0).y) &&
      !insideRing(footprint, at(other, 0).x, at(other, 0).y),
  );
}

/** A footprint in units inside the grid (rings in units) and clear of `others`. */
export function placeFootprint(
  grid: readonly (readonly Point[])[],
  others: readonly (readonly Point[])[],
  areaSquareMeters: number,
  random: Random,
): Point[] {
  const outer = at(grid, 0).map(metersFromUnits);
  const box = boxOf([outer]);
  const along = longestDirection(outer);
  let side = Math.min(230, Math.sqrt(areaSquareMeters) * random.between(0.34, 0.52));
  const ratio = random.between(0.55, 0.95);
  while (side > LEAST_SIDE_METERS) {
    for (let attempt = 0; attempt < ATTEMPTS_PER_SIZE; attempt++) {
      const centre = { x: random.between(box.minX, box.maxX), y: random.between(box.minY, box.maxY) };
      const footprint = place(outlineOf(side, side * ratio, random.next() < 0.3), centre, along);
      if (fits(footprint, grid, others)) return footprint;
    }
    side *= SHRINK;
  }
  throw new Error('a compound found no room in its grid');
}
