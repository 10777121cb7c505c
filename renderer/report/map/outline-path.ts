import type { PolygonSet } from '../../../shared/city/city.ts';
import type { PaperProjection } from './paper-projection.ts';

/** Path data count in these units, so that whole numbers are fine enough for print: a twentieth of a pixel is 13 µm on paper. */
export const UNITS_PER_PIXEL = 20;

type Point = readonly [x: number, y: number];

function unitsOf(vertices: Int32Array, vertex: number, projection: PaperProjection): Point {
  return [
    Math.round(projection.x(vertices[2 * vertex] ?? 0) * UNITS_PER_PIXEL),
    Math.round(projection.y(vertices[2 * vertex + 1] ?? 0) * UNITS_PER_PIXEL),
  ];
}

/** One ring as relative moves; vertices that fall on their neighbour are left out, and a ring that shrinks to less than a triangle is empty. */
function ringPath(vertices: Int32Array, from: number, to: number, projection: PaperProjection): string {
  const [startX, startY] = unitsOf(vertices, from, projection);
  let [lastX, lastY] = [startX, startY];
  let path = '';
  let corners = 1;
  for (let vertex = from + 1; vertex < to; vertex++) {
    const [x, y] = unitsOf(vertices, vertex, projection);
    if (x === lastX && y === lastY) continue;
    path += `${x - lastX} ${y - lastY} `;
    [lastX, lastY] = [x, y];
    corners++;
  }
  return corners < 3 ? '' : `M${startX} ${startY}l${path.trimEnd()}z`;
}

/** SVG path data of whole features, in UNITS_PER_PIXEL; fill with the even-odd rule, so that holes stay open. */
export function outlinePath(outline: PolygonSet, features: Iterable<number>, projection: PaperProjection): string {
  const { featureStart, ringStart, vertices } = outline;
  let path = '';
  for (const feature of features) {
    for (let ring = featureStart[feature] ?? 0; ring < (featureStart[feature + 1] ?? 0); ring++) {
      path += ringPath(vertices, ringStart[ring] ?? 0, ringStart[ring + 1] ?? 0, projection);
    }
  }
  return path;
}
