import { type City, COORDINATE_SCALE } from '../../../shared/city/city.ts';
import type { GridLocator } from '../../../shared/city/city-lookup.ts';

export type Direction = 'north' | 'east' | 'south' | 'west';

/** First search radius in degrees (about 300 m), and the widest (about 40 km): grids are small in the middle and large outside. */
const FIRST_RADIUS = 0.003;
const LAST_RADIUS = 0.4;
/** How much worse it is to lie beside the direction than along it. */
const ASIDE_COST = 2.2;

/**
 * The grid that an arrow key leads to: the nearest in that direction, judged by label points within 50° of it; −1 at the city's edge.
 */
export function neighbourGrid({ grids }: City, locator: GridLocator, from: number, direction: Direction): number {
  const longitudeOf = (grid: number): number => (grids.labelPoint[2 * grid] ?? 0) / COORDINATE_SCALE;
  const latitudeOf = (grid: number): number => (grids.labelPoint[2 * grid + 1] ?? 0) / COORDINATE_SCALE;
  const [longitude, latitude] = [longitudeOf(from), latitudeOf(from)];
  const shrink = Math.cos((latitude * Math.PI) / 180);
  for (let radius = FIRST_RADIUS; radius <= LAST_RADIUS; radius *= 2) {
    const near = locator.queryBox(longitude - radius / shrink, latitude - radius, longitude + radius / shrink, latitude + radius);
    let best = -1;
    let bestCost = radius;
    for (const grid of near) {
      if (grid === from) continue;
      const east = (longitudeOf(grid) - longitude) * shrink;
      const north = latitudeOf(grid) - latitude;
      const along = direction === 'east' ? east : direction === 'west' ? -east : direction === 'north' ? north : -north;
      const aside = Math.abs(direction === 'east' || direction === 'west' ? north : east);
      const cost = along + ASIDE_COST * aside;
      if (along <= 0 || aside > 1.2 * along || cost >= bestCost) continue;
      best = grid;
      bestCost = cost;
    }
    if (best >= 0) return best;
  }
  return -1;
}

/** The grid whose label point is nearest to a place (degrees): where the keyboard's cursor begins when it stands in no grid. */
export function nearestGrid({ grids }: City, longitude: number, latitude: number): number {
  const shrink = Math.cos((latitude * Math.PI) / 180);
  let best = -1;
  let bestSquare = Infinity;
  for (let grid = 0; grid < grids.count; grid++) {
    const east = ((grids.labelPoint[2 * grid] ?? 0) / COORDINATE_SCALE - longitude) * shrink;
    const north = (grids.labelPoint[2 * grid + 1] ?? 0) / COORDINATE_SCALE - latitude;
    const square = east * east + north * north;
    if (square >= bestSquare) continue;
    best = grid;
    bestSquare = square;
  }
  return best;
}
