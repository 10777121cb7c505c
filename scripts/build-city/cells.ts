/** Voronoi cells of the seeds of one district: their edges, cut off at the district's border, on the integer plane. */
import { Delaunay } from 'd3-delaunay';
import { at, range, type Point } from './basics.ts';
import type { District } from './districts.ts';
import type { EdgeBag } from './edges.ts';
import { CELL_EDGE } from './edges.ts';
import { boxOf, insideShape, mix, orient } from './polygon.ts';
import { roundPoint, unitsFromMeters } from './projection.ts';

const FAR_SEEDS = 24;

/** A ring of far seeds, so that every real cell is closed. A square will do: nobody sees those cells. */
function farSeeds(seeds: readonly Point[]): Point[] {
  const { minX, minY, maxX, maxY } = boxOf([seeds]);
  const reach = 2 * Math.max(maxX - minX, maxY - minY);
  const corners = [
    { x: minX - reach, y: minY - reach },
    { x: maxX + reach, y: minY - reach },
    { x: maxX + reach, y: maxY + reach },
    { x: minX - reach, y: maxY + reach },
  ];
  const perSide = FAR_SEEDS / 4;
  return range(FAR_SEEDS).map((i) => {
    const side = Math.floor(i / perSide);
    return mix(at(corners, side), at(corners, (side + 1) % 4), (i % perSide) / perSide);
  });
}

/** Parts of the edge a–b inside the district, in unrounded units. */
export function clipToDistrict(a: Point, b: Point, district: District): [Point, Point][] {
  const stops = [0, 1];
  for (const ring of district.shape.rings) {
    for (let i = 0; i < ring.length; i++) {
      const c = at(ring, i);
      const d = at(ring, (i + 1) % ring.length);
      const oa = orient(c, d, a);
      const ob = orient(c, d, b);
      if (oa > 0 === ob > 0 || orient(a, b, c) > 0 === orient(a, b, d) > 0) continue;
      stops.push(oa / (oa - ob));
    }
  }
  stops.sort((p, q) => p - q);
  const parts: [Point, Point][] = [];
  for (let i = 0; i + 1 < stops.length; i++) {
    const from = mix(a, b, at(stops, i));
    const to = mix(a, b, at(stops, i + 1));
    const middle = mix(from, to, 0.5);
    if (insideShape(district.shape, middle.x, middle.y)) parts.push([from, to]);
  }
  return parts;
}

/** Index of the seed whose cell holds a point given in metres. */
export type FindCell = (x: number, y: number) => number;

/** Borders between the cells of seeds given in metres, as unrounded units. */
export function voronoiEdges(seeds: readonly Point[]): (readonly [Point, Point])[] {
  const delaunay = Delaunay.from(
    [...seeds, ...farSeeds(seeds)],
    (p) => p.x,
    (p) => p.y,
  );
  const { circumcenters } = delaunay.voronoi([0, 0, 1, 1]);
  const { halfedges, triangles } = delaunay;
  const centre = (half: number): Point => {
    const triangle = Math.floor(half / 3);
    return unitsFromMeters({ x: at(circumcenters, 2 * triangle), y: at(circumcenters, 2 * triangle + 1) });
  };
  const edges: (readonly [Point, Point])[] = [];
  halfedges.forEach((twin, half) => {
    if (twin < half) return;
    const isFar = at(triangles, half) >= seeds.length && at(triangles, twin) >= seeds.length;
    if (!isFar) edges.push([centre(half), centre(twin)]);
  });
  return edges;
}

/** Adds the borders between the cells to the bag and returns the finder for later labelling. */
export function addCells(bag: EdgeBag, district: District, seeds: readonly Point[]): FindCell {
  for (const [a, b] of voronoiEdges(seeds)) {
    for (const [from, to] of clipToDistrict(a, b, district)) bag.add(roundPoint(from), roundPoint(to), CELL_EDGE);
  }
  const delaunay = Delaunay.from(
    [...seeds],
    (p) => p.x,
    (p) => p.y,
  );
  let last = 0;
  return (x, y) => (last = delaunay.find(x, y, last));
}
