import type { GeoPlace } from '../../../shared/contract/consultation.ts';
import type { Point } from '../point.ts';

export type Projected = (place: GeoPlace) => Point;

const written = ({ x, y }: Point): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** The path of a line through places. */
export function linePath(places: readonly GeoPlace[], project: Projected): string {
  return places.map((place, index) => `${index === 0 ? 'M' : 'L'}${written(project(place))}`).join('');
}

/** Length of an arrow's head in parts of the unit, and half of its width. */
const HEAD = { length: 1.1, half: 0.5 };

/** Shaft and head of an arrow whose tip is `to`; one that is shorter than its head is all head. */
export function arrowPaths(from: Point, to: Point, unit: number): { readonly shaft: string; readonly head: string } {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  const [along, across] = distance === 0 ? [1, 0] : [(to.x - from.x) / distance, (to.y - from.y) / distance];
  const neck = { x: to.x - along * HEAD.length * unit, y: to.y - across * HEAD.length * unit };
  const side = (sign: number): Point => ({ x: neck.x - sign * across * HEAD.half * unit, y: neck.y + sign * along * HEAD.half * unit });
  const start = distance > HEAD.length * unit ? from : neck;
  return { shaft: `M${written(start)}L${written(neck)}`, head: `M${written(to)}L${written(side(1))}L${written(side(-1))}Z` };
}

/** A line with every other place left out until it has no more than `most`; its ends stay. */
export function thinned(line: readonly GeoPlace[], most: number): readonly GeoPlace[] {
  if (line.length <= most) return line;
  return thinned(
    line.filter((_, index) => index % 2 === 0 || index === line.length - 1),
    most,
  );
}
