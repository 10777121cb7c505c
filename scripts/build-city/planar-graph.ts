/** Half-edges and faces of a noded set of edges. Half-edge 2i runs along edge i, 2i + 1 against it; the face lies on its left. */
import { at, type Point } from './basics.ts';
import type { EdgeBag } from './edges.ts';
import { doubleArea, insideRing } from './polygon.ts';

export interface PlanarGraph {
  readonly points: readonly Point[];
  /** Vertex at which each half-edge starts. */
  readonly origin: Int32Array;
  /** Face on the left of each half-edge; −1 is the unbounded one. Edges that bound nothing have −2 on both sides. */
  readonly face: Int32Array;
  /** The half-edge that follows around the same face; −1 for edges that bound nothing. */
  readonly next: Int32Array;
  readonly faceCount: number;
  /** Rings of vertices of each face: the outer one first. */
  readonly faceRings: readonly (readonly Int32Array[])[];
  readonly flags: readonly number[];
}

interface Vertices {
  readonly points: Point[];
  readonly origin: Int32Array;
}

function numberVertices(bag: EdgeBag): Vertices {
  const ids = new Map<number, number>();
  const points: Point[] = [];
  const idOf = (x: number, y: number): number => {
    // Both coordinates fit 31 bits; the difference to a corner west and south of the city keeps the key below 2^53.
    const key = (x - 1_180_000_000) * 67_108_864 + (y - 310_000_000);
    let id = ids.get(key);
    if (id === undefined) {
      id = points.length;
      ids.set(key, id);
      points.push({ x, y });
    }
    return id;
  };
  const origin = new Int32Array(bag.count * 2);
  for (let i = 0; i < bag.count; i++) {
    origin[2 * i] = idOf(at(bag.ax, i), at(bag.ay, i));
    origin[2 * i + 1] = idOf(at(bag.bx, i), at(bag.by, i));
  }
  return { points, origin };
}

/** Half-edges that leave each vertex. */
function outgoing(vertexCount: number, origin: Int32Array, alive: Uint8Array): number[][] {
  const lists: number[][] = Array.from({ length: vertexCount }, () => []);
  for (let half = 0; half < origin.length; half++) if (at(alive, half >> 1)) at(lists, at(origin, half)).push(half);
  return lists;
}

/** Takes away edges that end in nothing, again and again, as when cutting dead branches. */
function pruneDeadEnds(vertexCount: number, origin: Int32Array, edgeCount: number): Uint8Array {
  const alive = new Uint8Array(edgeCount).fill(1);
  const lists = outgoing(vertexCount, origin, alive);
  const degree = Int32Array.from(lists, (list) => list.length);
  const queue = lists.flatMap((list, vertex) => (list.length === 1 ? [vertex] : []));
  for (let vertex = queue.pop(); vertex !== undefined; vertex = queue.pop()) {
    const half = at(lists, vertex).find((candidate) => at(alive, candidate >> 1) === 1);
    if (half === undefined) continue;
    alive[half >> 1] = 0;
    const other = at(origin, half ^ 1);
    degree[vertex] = at(degree, vertex) - 1;
    degree[other] = at(degree, other) - 1;
    if (at(degree, other) === 1) queue.push(other);
  }
  return alive;
}

/** Counter-clockwise order around the origin, exact: upper half-plane first, then by cross product. */
function byAngle(points: readonly Point[], origin: Int32Array): (a: number, b: number) => number {
  const vector = (half: number): Point => {
    const from = at(points, at(origin, half));
    const to = at(points, at(origin, half ^ 1));
    return { x: to.x - from.x, y: to.y - from.y };
  };
  const lower = (v: Point): number => (v.y > 0 || (v.y === 0 && v.x > 0) ? 0 : 1);
  return (a, b) => {
    const u = vector(a);
    const v = vector(b);
    return lower(u) - lower(v) || u.y * v.x - u.x * v.y;
  };
}

/** The half-edge that follows each one around the face on its left. */
function successors(points: readonly Point[], origin: Int32Array, alive: Uint8Array): Int32Array {
  const next = new Int32Array(origin.length).fill(-1);
  const compare = byAngle(points, origin);
  for (const list of outgoing(points.length, origin, alive)) {
    list.sort(compare);
    for (let i = 0; i < list.length; i++) {
      const half = at(list, i);
      const clockwiseNeighbour = at(list, (i + list.length - 1) % list.length);
      next[half ^ 1] = clockwiseNeighbour;
    }
  }
  return next;
}

interface Loop {
  readonly halves: readonly number[];
  readonly ring: readonly Point[];
  readonly area: number;
}

function loopsOf(points: readonly Point[], origin: Int32Array, next: Int32Array): Loop[] {
  const seen = new Uint8Array(origin.length);
  const loops: Loop[] = [];
  for (let first = 0; first < origin.length; first++) {
    if (at(next, first) < 0 || at(seen, first)) continue;
    const halves: number[] = [];
    for (let half = first; !at(seen, half); half = at(next, half)) {
      seen[half] = 1;
      halves.push(half);
    }
    const ring = halves.map((half) => at(points, at(origin, half)));
    loops.push({ halves, ring, area: doubleArea(ring) });
  }
  return loops;
}

/** The smallest loop around a hole, found among all; holes are few. */
function ownerOf(hole: Loop, outer: readonly Loop[]): number {
  const probe = at(hole.ring, 0);
  const inHole = new Set(hole.halves);
  let best = -1;
  for (let i = 0; i < outer.length; i++) {
    const candidate = at(outer, i);
    if (best >= 0 && candidate.area >= at(outer, best).area) continue;
    if (candidate.area <= -hole.area || candidate.halves.some((half) => inHole.has(half ^ 1))) continue;
    if (insideRing(candidate.ring, probe.x, probe.y)) best = i;
  }
  return best;
}

export function buildPlanarGraph(bag: EdgeBag): PlanarGraph {
  const { points, origin } = numberVertices(bag);
  const alive = pruneDeadEnds(points.length, origin, bag.count);
  const next = successors(points, origin, alive);
  const loops = loopsOf(points, origin, next);
  const outer = loops.filter((loop) => loop.area > 0);
  const face = new Int32Array(origin.length).fill(-2);
  const vertices = (loop: Loop): Int32Array => Int32Array.from(loop.halves, (half) => at(origin, half));
  const faceRings = outer.map((loop) => [vertices(loop)]);
  outer.forEach((loop, index) => loop.halves.forEach((half) => (face[half] = index)));
  for (const hole of loops.filter((loop) => loop.area <= 0)) {
    const owner = ownerOf(hole, outer);
    for (const half of hole.halves) face[half] = owner;
    if (owner >= 0) at(faceRings, owner).push(vertices(hole));
  }
  return { points, origin, face, next, faceCount: outer.length, faceRings, flags: bag.flags };
}
