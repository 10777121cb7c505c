/** Where to write the name of an area. */
import { at, type Point } from './basics.ts';
import { distanceToSegment } from './polygon.ts';
import { metersFromUnits } from './projection.ts';
import { triangulate } from './triangulate.ts';

function clearance(point: Point, rings: readonly (readonly Point[])[]): number {
  let least = Infinity;
  for (const ring of rings) {
    ring.forEach((from, i) => {
      least = Math.min(least, distanceToSegment(point, from, at(ring, (i + 1) % ring.length)));
    });
  }
  return least;
}

/** The roomiest of the places that are inside for sure: middles of triangles and of the sides they share. Units in, units out, rounded. */
export function labelPointOf(rings: readonly (readonly Point[])[]): Point {
  const points = rings.flat();
  const metric = rings.map((ring) => ring.map(metersFromUnits));
  const shared = new Map<string, number>();
  const candidates: Point[] = [];
  for (const triangle of triangulate(rings, 0)) {
    const corners = triangle.map((id) => at(points, id));
    candidates.push({ x: corners.reduce((t, p) => t + p.x, 0) / 3, y: corners.reduce((t, p) => t + p.y, 0) / 3 });
    triangle.forEach((id, i) => {
      const other = at(triangle, (i + 1) % 3);
      const key = `${Math.min(id, other)},${Math.max(id, other)}`;
      shared.set(key, (shared.get(key) ?? 0) + 1);
      if (shared.get(key) !== 2) return;
      const [a, b] = [at(points, id), at(points, other)];
      candidates.push({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
    });
  }
  let best = at(candidates, 0);
  let bestClearance = -1;
  for (const candidate of candidates) {
    const room = clearance(metersFromUnits(candidate), metric);
    if (room > bestClearance) [best, bestClearance] = [candidate, room];
  }
  return { x: Math.round(best.x), y: Math.round(best.y) };
}
