/**
 * Rings over one pool of points, with the owner of every directed edge: the form in which hosts are cut. A point put on an edge goes into the rings
 * on both sides, so that neighbours keep sharing their border exactly.
 */
import { at, get, type Point } from './basics.ts';
import type { GroupRings } from './dissolve.ts';

export interface Patchwork {
  readonly points: Point[];
  /** Rings of each label as vertex numbers. */
  readonly rings: Map<number, number[][]>;
  /** Label on the left of each directed edge; nothing where the plane is unbounded. */
  readonly leftOf: Map<number, number>;
}

/** Vertex numbers stay below 2^26. */
function edgeKey(from: number, to: number): number {
  return from * 67_108_864 + to;
}

function claimRing(leftOf: Map<number, number>, ring: readonly number[], label: number): void {
  ring.forEach((from, i) => leftOf.set(edgeKey(from, at(ring, (i + 1) % ring.length)), label));
}

export function createPatchwork(points: readonly Point[], groups: GroupRings): Patchwork {
  const rings = new Map<number, number[][]>();
  const leftOf = new Map<number, number>();
  for (const [label, list] of groups) {
    rings.set(
      label,
      list.map((ring) => [...ring]),
    );
    for (const ring of list) claimRing(leftOf, ring, label);
  }
  return { points: [...points], rings, leftOf };
}

/** Puts vertex `middle` between two neighbours in the ring on the left of from → to, if there is one. */
function insertOnSide(patchwork: Patchwork, from: number, to: number, middle: number): void {
  const label = patchwork.leftOf.get(edgeKey(from, to));
  if (label === undefined) return;
  for (const ring of get(patchwork.rings, label)) {
    const index = ring.findIndex((vertex, i) => vertex === from && ring[(i + 1) % ring.length] === to);
    if (index >= 0) ring.splice(index + 1, 0, middle);
  }
  patchwork.leftOf.delete(edgeKey(from, to));
  patchwork.leftOf.set(edgeKey(from, middle), label);
  patchwork.leftOf.set(edgeKey(middle, to), label);
}

/** New vertex on the edge from → to, known to both sides. */
export function splitEdge(patchwork: Patchwork, from: number, to: number, point: Point): number {
  const middle = patchwork.points.length;
  patchwork.points.push(point);
  insertOnSide(patchwork, from, to, middle);
  insertOnSide(patchwork, to, from, middle);
  return middle;
}

/**
 * Cuts the single ring of `label` along a path of vertices from one ring vertex to another; the part on the right of the path (in ring order from the
 * path's end back to its start) becomes `newLabel`.
 */
export function cutRing(patchwork: Patchwork, label: number, path: readonly number[], newLabel: number): void {
  const ring = at(get(patchwork.rings, label), 0);
  const start = ring.indexOf(at(path, 0));
  const turned = [...ring.slice(start), ...ring.slice(0, start)];
  const end = turned.indexOf(at(path, path.length - 1));
  const inner = path.slice(1, -1);
  const taken = [...turned.slice(0, end + 1), ...inner.toReversed()];
  const kept = [...turned.slice(end), at(turned, 0), ...inner];
  patchwork.rings.set(label, [kept]);
  patchwork.rings.set(newLabel, [taken]);
  claimRing(patchwork.leftOf, kept, label);
  claimRing(patchwork.leftOf, taken, newLabel);
}
