/** Plane geometry on points and rings. */
import { at, type Path, type Point } from './basics.ts';

export interface Box {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

export function boxOf(paths: readonly Path[]): Box {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (const path of paths) {
    for (const { x, y } of path) {
      minX = Math.min(minX, x);
      minY = Math.min(minY, y);
      maxX = Math.max(maxX, x);
      maxY = Math.max(maxY, y);
    }
  }
  return { minX, minY, maxX, maxY };
}

/** Twice the signed area; positive for counter-clockwise rings. Relative to the first point, so integers stay exact. */
export function doubleArea(ring: Path): number {
  const origin = at(ring, 0);
  let total = 0;
  for (let i = 1; i + 1 < ring.length; i++) {
    const a = at(ring, i);
    const b = at(ring, i + 1);
    total += (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y);
  }
  return total;
}

/** Positive when c lies left of the line from a to b. Exact for integers of this size. */
export function orient(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/** Even-odd test of one ring. */
export function insideRing(ring: Path, x: number, y: number): boolean {
  let inside = false;
  let previous = at(ring, ring.length - 1);
  for (const current of ring) {
    if (current.y > y !== previous.y > y) {
      const crossing = previous.x + ((y - previous.y) / (current.y - previous.y)) * (current.x - previous.x);
      if (x < crossing) inside = !inside;
    }
    previous = current;
  }
  return inside;
}

/** A polygon of several rings with its box: the form in which districts and water are asked about. */
export interface Shape {
  readonly rings: readonly Path[];
  readonly box: Box;
}

export function shapeOf(rings: readonly Path[]): Shape {
  return { rings, box: boxOf(rings) };
}

export function insideShape(shape: Shape, x: number, y: number): boolean {
  const { box } = shape;
  if (x < box.minX || x > box.maxX || y < box.minY || y > box.maxY) return false;
  let inside = false;
  for (const ring of shape.rings) if (insideRing(ring, x, y)) inside = !inside;
  return inside;
}

export function distance(a: Point, b: Point): number {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  return Math.sqrt(dx * dx + dy * dy);
}

export function distanceToSegment(p: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / lengthSquared;
  const t = Math.min(1, Math.max(0, along));
  return distance(p, { x: a.x + t * dx, y: a.y + t * dy });
}

export function mix(a: Point, b: Point, t: number): Point {
  return { x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t };
}

function catmullRom(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const blend = (p: number, q: number, r: number, s: number): number =>
    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
  return { x: blend(a.x, b.x, c.x, d.x), y: blend(a.y, b.y, c.y, d.y) };
}

/** Rounds the corners of a hand-typed line: a Catmull-Rom spline through its points, `steps` pieces each. */
export function smoothLine(line: Path, steps: number): Point[] {
  const result: Point[] = [];
  for (let i = 0; i + 1 < line.length; i++) {
    const before = at(line, Math.max(0, i - 1));
    const after = at(line, Math.min(line.length - 1, i + 2));
    for (let step = 0; step < steps; step++) {
      result.push(catmullRom(before, at(line, i), at(line, i + 1), after, step / steps));
    }
  }
  result.push(at(line, line.length - 1));
  return result;
}

export function smoothRing(ring: Path, steps: number): Point[] {
  const count = ring.length;
  const wrap = (index: number): Point => at(ring, (index + count) % count);
  const result: Point[] = [];
  for (let i = 0; i < count; i++) {
    for (let step = 0; step < steps; step++) {
      result.push(catmullRom(wrap(i - 1), wrap(i), wrap(i + 1), wrap(i + 2), step / steps));
    }
  }
  return result;
}

/** Mitred band around a line; `halfWidth` of every point in the unit of the line. May touch itself in tight bends: ask with `insideRing`. */
export function bandAround(line: Path, halfWidth: (index: number) => number): Point[] {
  const left: Point[] = [];
  const right: Point[] = [];
  for (let i = 0; i < line.length; i++) {
    const here = at(line, i);
    const before = at(line, Math.max(0, i - 1));
    const after = at(line, Math.min(line.length - 1, i + 1));
    const length = distance(before, after);
    const normal = { x: -(after.y - before.y) / length, y: (after.x - before.x) / length };
    const half = halfWidth(i);
    left.push({ x: here.x + normal.x * half, y: here.y + normal.y * half });
    right.push({ x: here.x - normal.x * half, y: here.y - normal.y * half });
  }
  return [...right, ...left.reverse()];
}

const SCAN_SHARES = [0.5, 0.3, 0.7, 0.1, 0.9] as const;

/** x of every crossing of the rings with a horizontal line, sorted. */
function crossingsAt(rings: readonly Path[], y: number): number[] {
  const crossings: number[] = [];
  for (const ring of rings) {
    let previous = at(ring, ring.length - 1);
    for (const current of ring) {
      if (current.y > y !== previous.y > y)
        crossings.push(previous.x + ((y - previous.y) / (current.y - previous.y)) * (current.x - previous.x));
      previous = current;
    }
  }
  return crossings.sort((a, b) => a - b);
}

/** A point well inside a polygon (even-odd): the middle of the widest stretch along a few horizontal lines. */
export function pointInside(rings: readonly Path[]): Point {
  const { minY, maxY } = boxOf(rings);
  let best = { x: Number.NaN, y: Number.NaN };
  let widest = -1;
  for (const share of SCAN_SHARES) {
    // Half a unit off the whole numbers, so that no vertex lies on the line.
    const y = Math.floor(minY + (maxY - minY) * share) + 0.5;
    const crossings = crossingsAt(rings, y);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const width = at(crossings, i + 1) - at(crossings, i);
      if (width > widest) [best, widest] = [{ x: (at(crossings, i) + at(crossings, i + 1)) / 2, y }, width];
    }
  }
  return best;
}
