/** Unites faces of equal group: edges between two faces of one group vanish, the rest chain up into rings. */
import { at } from './basics.ts';
import type { PlanarGraph } from './planar-graph.ts';

/** Rings of vertices of each group; outer rings counter-clockwise, holes clockwise. */
export type GroupRings = ReadonlyMap<number, readonly (readonly number[])[]>;

/** `groupOfFace` is asked with −1 for the unbounded face; groups below `least` get no rings. */
export function dissolve(graph: PlanarGraph, groupOfFace: (face: number) => number, least: number): GroupRings {
  const group = Int32Array.from(graph.face, (face) => (face === -2 ? least - 1 : groupOfFace(face)));
  const isBorder = (half: number): boolean => at(group, half) !== at(group, half ^ 1);
  const seen = new Uint8Array(group.length);
  const rings = new Map<number, number[][]>();
  for (let first = 0; first < group.length; first++) {
    const own = at(group, first);
    if (own < least || at(seen, first) || at(graph.next, first) < 0 || !isBorder(first)) continue;
    const ring: number[] = [];
    for (let half = first; !at(seen, half); ) {
      seen[half] = 1;
      ring.push(at(graph.origin, half));
      half = at(graph.next, half);
      // Turning past edges inside the group keeps to its own side where two parts touch in a point.
      while (!isBorder(half)) half = at(graph.next, half ^ 1);
    }
    const list = rings.get(own);
    if (list) list.push(ring);
    else rings.set(own, [ring]);
  }
  return rings;
}
