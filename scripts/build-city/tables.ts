/** Helpers that turn lists into the flat columns of shared/city/city.ts. */
import type { PolygonSet } from '../../shared/city/city.ts';
import { at, sum, type Point } from './basics.ts';

/** Prefix sums with the total at the end: n counts give n + 1 starts. */
export function startsOf(counts: readonly number[]): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, i) => {
    starts[i + 1] = at(starts, i) + count;
  });
  return starts;
}

export function interleave(points: readonly Point[]): Int32Array {
  return Int32Array.from({ length: points.length * 2 }, (_, i) => (i % 2 === 0 ? at(points, i >> 1).x : at(points, i >> 1).y));
}

export function polygonSet(features: readonly (readonly (readonly Point[])[])[]): PolygonSet {
  const rings = features.flat();
  return {
    featureStart: startsOf(features.map((feature) => feature.length)),
    ringStart: startsOf(rings.map((ring) => ring.length)),
    vertices: interleave(rings.flat()),
  };
}

/** How many of the sorted `parents` name each of `count` rows above; as starts. */
export function childStarts(parents: readonly number[], count: number): Uint32Array {
  const counts = new Array<number>(count).fill(0);
  for (const parent of parents) counts[parent] = at(counts, parent) + 1;
  if (sum(counts) !== parents.length) throw new RangeError('a row has a parent that does not exist');
  return startsOf(counts);
}
