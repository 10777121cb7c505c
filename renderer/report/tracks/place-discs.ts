import type { Box } from '../map/paper-projection.ts';

export interface PaperPoint {
  readonly x: number;
  readonly y: number;
}

/** Where a disc stands, and the point that it tells of; CSS pixels. */
export interface PlacedDisc extends PaperPoint {
  readonly point: PaperPoint;
}

const DIRECTIONS = 16;
/** Steps aside, in radii. */
const DISTANCES = [2.4, 3.4, 4.6, 6, 8, 10];

function stepsAside({ x, y }: PaperPoint, radius: number): PaperPoint[] {
  return DISTANCES.flatMap((distance) =>
    Array.from({ length: DIRECTIONS }, (_, index) => {
      const angle = (index * 2 * Math.PI) / DIRECTIONS;
      return { x: x + distance * radius * Math.cos(angle), y: y + distance * radius * Math.sin(angle) };
    }),
  );
}

/**
 * Discs on their points, or beside them where others stand: none touches another, nor leaves the frame, while there is room. Many stops are at doors of
 * one house, and each has to be read.
 */
export function placeDiscs(points: readonly PaperPoint[], radius: number, frame: Box): readonly PlacedDisc[] {
  const placed: PlacedDisc[] = [];
  for (const point of points) {
    const isFree = ({ x, y }: PaperPoint): boolean =>
      x - radius >= frame.left &&
      x + radius <= frame.right &&
      y - radius >= frame.top &&
      y + radius <= frame.bottom &&
      placed.every((other) => Math.hypot(other.x - x, other.y - y) >= 2 * radius);
    placed.push({ ...([point, ...stepsAside(point, radius)].find(isFree) ?? point), point });
  }
  return placed;
}
