import type { Point } from '../../lib/point.ts';

/** After this time two thirds of a distance are covered: short against a hand's movement, long against the time between two messages. */
const TIME_CONSTANT_MS = 45;

/** Where something stands that went towards a place for a while, fast at first: the same after one long step as after many short ones. */
export function approach(from: Point, to: Point, elapsedMs: number): Point {
  const share = 1 - Math.exp(-Math.max(0, elapsedMs) / TIME_CONSTANT_MS);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
