/** Small helpers every part of the generator shares. */

/** A point or vector; the unit is told by the owner (1e-7 degrees on the integer plane, or metres). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Open ring or line of points. */
export type Path = readonly Point[];

/** Element of a list that must be there; the generator would rather stop than go on with undefined. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`no element ${index} in a list of ${list.length}`);
  return value;
}

/** Value of a key that must be there. */
export function get<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new RangeError(`no entry for ${String(key)}`);
  return value;
}

export function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** [0, 1, …, count − 1] */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/**
 * Splits `total` into whole parts proportional to `weights` (largest remainder), each at least `least`.
 * Ties go to the lower index, so the result does not depend on the sort algorithm.
 */
export function apportion(total: number, weights: readonly number[], least: number): number[] {
  const free = total - least * weights.length;
  if (free < 0) throw new RangeError(`${total} cannot give ${least} to each of ${weights.length}`);
  const weightSum = sum(weights);
  const exact = weights.map((weight) => (free * weight) / weightSum);
  const parts = exact.map((share) => Math.floor(share));
  const order = range(weights.length).sort((a, b) => at(exact, b) - at(parts, b) - (at(exact, a) - at(parts, a)) || a - b);
  const missing = free - sum(parts);
  for (const index of order.slice(0, missing)) parts[index] = at(parts, index) + 1;
  return parts.map((part) => part + least);
}
