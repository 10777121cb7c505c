/** Islands that are a street of their own: keeps the street on its island and all others off it. */
import type { Point } from './basics.ts';
import type { Street } from './divisions.ts';
import { insideRing } from './polygon.ts';
import { metersFromUnits } from './projection.ts';
import { ISLAND_STREETS } from './water-shapes.ts';
import { pointsFromDegrees } from './water.ts';

/** Index of the street whose island holds a point given in metres, or −1 on the mainland. */
export type IslandStreetAt = (x: number, y: number) => number;

export function findIslands(streets: readonly Street[]): {
  readonly streetAt: IslandStreetAt;
  readonly isIsland: (street: number) => boolean;
} {
  const islands = ISLAND_STREETS.flatMap(({ streetCode, ring }) => {
    const street = streets.findIndex(({ code }) => code === streetCode);
    return street < 0 ? [] : [{ street, ring: pointsFromDegrees(ring).map((point): Point => metersFromUnits(point)) }];
  });
  return {
    streetAt: (x, y) => islands.find(({ ring }) => insideRing(ring, x, y))?.street ?? -1,
    isIsland: (street) => islands.some((island) => island.street === street),
  };
}
