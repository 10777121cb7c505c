/** Ear clipping in whole numbers: the triangles of a polygon add up to its area exactly. Fat ears first, so that few needles are left. */
import { at, type Point } from './basics.ts';
import { orient } from './polygon.ts';

export type Triangle = readonly [number, number, number];

/** Below this, freed ears are looked for before a needle is cut. */
const GOOD_EAR = 0.1;

interface Corner {
  readonly id: number;
  readonly point: Point;
}

function insideTriangle(p: Point, a: Point, b: Point, c: Point): boolean {
  return orient(a, b, p) >= 0 && orient(b, c, p) >= 0 && orient(c, a, p) >= 0;
}

function samePlace(a: Point, b: Point): boolean {
  return a.x === b.x && a.y === b.y;
}

/** How fat the ear at a corner is: its area over its longest side squared; −1 when it is no ear. */
function earQuality(ring: readonly Corner[], index: number): number {
  const count = ring.length;
  const a = at(ring, (index + count - 1) % count).point;
  const b = at(ring, index).point;
  const c = at(ring, (index + 1) % count).point;
  const area = orient(a, b, c);
  if (area < 0) return -1;
  for (const { point } of ring) {
    if (samePlace(point, a) || samePlace(point, b) || samePlace(point, c)) continue;
    if (insideTriangle(point, a, b, c)) return area === 0 && !between(point, a, b, c) ? 0 : -1;
  }
  const square = (p: Point, q: Point): number => (p.x - q.x) ** 2 + (p.y - q.y) ** 2;
  return area / Math.max(square(a, b), square(b, c), square(c, a), 1);
}

/** For a flat ear only: whether the point lies on the spike that cutting it would leave. */
function between(p: Point, a: Point, b: Point, c: Point): boolean {
  const low = Math.min(a.x, b.x, c.x);
  const high = Math.max(a.x, b.x, c.x);
  return p.x >= low && p.x <= high && (p.y - a.y) * (p.y - c.y) <= 0;
}

/** The best ear. A removed corner may have freed ears that it blocked: they are found when nothing else is left. */
function bestEar(ring: readonly Corner[], quality: number[]): number {
  for (const isRetry of [false, true]) {
    if (isRetry) ring.forEach((_, index) => (quality[index] = earQuality(ring, index)));
    let best = 0;
    for (let i = 1; i < ring.length; i++) if (at(quality, i) > at(quality, best)) best = i;
    if (at(quality, best) >= (isRetry ? 0 : GOOD_EAR)) return best;
  }
  throw new Error(`no ear left in a ring of ${ring.length}`);
}

function clipEars(start: readonly Corner[]): Triangle[] {
  const ring = [...start];
  const quality = ring.map((_, index) => earQuality(ring, index));
  const triangles: Triangle[] = [];
  while (ring.length > 3) {
    const best = bestEar(ring, quality);
    const before = (best + ring.length - 1) % ring.length;
    const after = (best + 1) % ring.length;
    triangles.push([at(ring, before).id, at(ring, best).id, at(ring, after).id]);
    ring.splice(best, 1);
    quality.splice(best, 1);
    for (const index of [best % ring.length, (best + ring.length - 1) % ring.length]) quality[index] = earQuality(ring, index);
  }
  const [a, b, c] = ring;
  if (a && b && c) triangles.push([a.id, b.id, c.id]);
  return triangles;
}

function segmentsMeet(a: Point, b: Point, c: Point, d: Point): boolean {
  if (samePlace(a, c) || samePlace(a, d) || samePlace(b, c) || samePlace(b, d)) return false;
  return orient(a, b, c) > 0 !== orient(a, b, d) > 0 && orient(c, d, a) > 0 !== orient(c, d, b) > 0;
}

function sees(from: Point, to: Point, rings: readonly (readonly Corner[])[]): boolean {
  return rings.every((ring) =>
    ring.every((corner, i) => {
      const next = at(ring, (i + 1) % ring.length);
      return !segmentsMeet(from, to, corner.point, next.point);
    }),
  );
}

/** Joins a hole to the outer ring by a bridge between two corners that see each other. */
function bridge(outer: readonly Corner[], hole: readonly Corner[], others: readonly (readonly Corner[])[]): Corner[] {
  const pairs = hole.flatMap((from, h) =>
    outer.map((to, o) => ({ h, o, square: (from.point.x - to.point.x) ** 2 + (from.point.y - to.point.y) ** 2 })),
  );
  pairs.sort((p, q) => p.square - q.square || p.h - q.h || p.o - q.o);
  const found = pairs.find(({ h, o }) => sees(at(hole, h).point, at(outer, o).point, [outer, hole, ...others]));
  if (!found) throw new Error('a hole sees no corner of its outer ring');
  const { h, o } = found;
  return [...outer.slice(0, o + 1), ...hole.slice(h), ...hole.slice(0, h + 1), ...outer.slice(o)];
}

/**
 * Triangles of one outer ring (counter-clockwise) and its holes (clockwise). Corners are numbered through all rings in order, starting at `firstId`.
 */
export function triangulate(rings: readonly (readonly Point[])[], firstId: number): Triangle[] {
  let id = firstId;
  const [outer = [], ...holes] = rings.map((ring) => ring.map((point): Corner => ({ id: id++, point })));
  let joined: Corner[] = outer;
  holes.forEach((hole, i) => {
    joined = bridge(joined, hole, holes.slice(i + 1));
  });
  return clipEars(joined);
}
