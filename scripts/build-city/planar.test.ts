import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, sum, type Point } from './basics.ts';
import { dissolve } from './dissolve.ts';
import { CELL_EDGE, EdgeBag } from './edges.ts';
import { facePoints } from './face-labels.ts';
import { countUnnoded, nodeEdges } from './noding.ts';
import { buildPlanarGraph } from './planar-graph.ts';
import { doubleArea, pointInside, insideRing } from './polygon.ts';
import { triangulate } from './triangulate.ts';

const X = 1_188_000_000;
const Y = 320_000_000;

function point(x: number, y: number): Point {
  return { x: X + x, y: Y + y };
}

function rectangle(west: number, south: number, east: number, north: number): Point[] {
  return [point(west, south), point(east, south), point(east, north), point(west, north)];
}

function bagOf(...rings: Point[][]): EdgeBag {
  const bag = new EdgeBag();
  for (const ring of rings) bag.addRing(ring, CELL_EDGE);
  return bag;
}

function anyEdges(reach: number): fc.Arbitrary<[Point, Point][]> {
  const anyPoint = fc
    .record({ x: fc.integer({ min: 0, max: reach }), y: fc.integer({ min: 0, max: reach }) })
    .map(({ x, y }) => point(x, y));
  return fc.array(fc.tuple(anyPoint, anyPoint), { minLength: 2, maxLength: 30 });
}

function bagOfEdges(edges: readonly [Point, Point][]): EdgeBag {
  const bag = new EdgeBag();
  for (const [a, b] of edges) bag.add(a, b, CELL_EDGE);
  return bag;
}

describe('noding', () => {
  it('leaves no edges that cross or touch, ten metres of ground crowded with thirty of them', () => {
    fc.assert(
      fc.property(anyEdges(1_000), (edges) => {
        const bag = bagOfEdges(edges);
        if (bag.count > 0) expect(countUnnoded(nodeEdges(bag))).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('settles where edges cross so near to each other that the four corners of a unit square are left', () => {
    const bag = bagOfEdges([
      [point(778, 142), point(350, 157)],
      [point(5, 343), point(804, 2)],
      [point(441, 155), point(903, 2)],
      [point(252, 4), point(727, 363)],
    ]);
    expect(countUnnoded(nodeEdges(bag))).toBe(0);
  });

  it('gives up rather than leave a crossing where edges are as close as the rounding itself', () => {
    fc.assert(
      fc.property(anyEdges(30), (edges) => {
        const bag = bagOfEdges(edges);
        if (bag.count === 0) return;
        try {
          expect(countUnnoded(nodeEdges(bag))).toBe(0);
        } catch (error) {
          expect(String(error)).toContain('did not settle');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts what is not noded', () => {
    expect(countUnnoded(bagOf(rectangle(0, 0, 100, 100), rectangle(50, 50, 150, 150)))).toBeGreaterThan(0);
  });

  it('joins the flags of edges that fall on each other', () => {
    const bag = new EdgeBag();
    bag.add(point(0, 0), point(100, 0), 1);
    bag.add(point(100, 0), point(0, 0), 4);
    expect(nodeEdges(bag).flags).toEqual([5]);
  });
});

describe('planar graph', () => {
  it('finds the three faces of two overlapping squares', () => {
    const graph = buildPlanarGraph(nodeEdges(bagOf(rectangle(0, 0, 100, 100), rectangle(50, 50, 150, 150))));
    const areas = Array.from({ length: graph.faceCount }, (_, face) => sum(facePoints(graph, face).map(doubleArea)) / 2);
    expect(areas.toSorted((a, b) => a - b)).toEqual([2_500, 7_500, 7_500]);
  });

  it('gives an island to the face around it as a hole', () => {
    const graph = buildPlanarGraph(nodeEdges(bagOf(rectangle(0, 0, 100, 100), rectangle(40, 40, 60, 60))));
    expect(graph.faceRings.map((rings) => rings.length).toSorted()).toEqual([1, 2]);
  });

  it('prunes edges that end in nothing', () => {
    const bag = bagOf(rectangle(0, 0, 100, 100));
    bag.add(point(50, 0), point(50, 60), CELL_EDGE);
    expect(buildPlanarGraph(nodeEdges(bag)).faceCount).toBe(1);
  });

  it('dissolves faces of one group into one ring', () => {
    const graph = buildPlanarGraph(nodeEdges(bagOf(rectangle(0, 0, 100, 100), rectangle(100, 0, 200, 100))));
    const rings = dissolve(graph, (face) => (face < 0 ? -1 : 0), 0).get(0) ?? [];
    expect(rings).toHaveLength(1);
    expect(doubleArea(at(rings, 0).map((vertex) => at(graph.points, vertex))) / 2).toBe(20_000);
  });
});

/** Star-shaped rings: distances along eight-and-more rays of a square, always simple. */
const anyStar = fc.array(fc.integer({ min: 20, max: 400 }), { minLength: 3, maxLength: 24 }).map((reaches) =>
  reaches.map((reach, i) => {
    const turn = (i / reaches.length) * 2 * Math.PI;
    return point(Math.round(Math.cos(turn) * reach * 100), Math.round(Math.sin(turn) * reach * 100));
  }),
);

describe('triangulation', () => {
  it('adds up to the area of any simple ring, no triangle turned over', () => {
    fc.assert(
      fc.property(anyStar, (ring) => {
        fc.pre(doubleArea(ring) > 0 && insideRing(ring, X + 0.1, Y + 0.1));
        const areas = triangulate([ring], 0).map((corners) => doubleArea(corners.map((id) => at(ring, id))));
        expect(areas.every((area) => area >= 0)).toBe(true);
        expect(sum(areas)).toBe(doubleArea(ring));
      }),
      { numRuns: 400 },
    );
  });

  it('leaves holes out', () => {
    const outer = rectangle(0, 0, 100, 100);
    const holes = [rectangle(10, 10, 30, 30), rectangle(60, 60, 90, 90)].map((ring) => ring.toReversed());
    const points = [outer, ...holes].flat();
    const areas = triangulate([outer, ...holes], 0).map((corners) => doubleArea(corners.map((id) => at(points, id))));
    expect(sum(areas) / 2).toBe(10_000 - 400 - 900);
  });

  it('numbers corners from the given one', () => {
    expect(triangulate([[point(0, 0), point(10, 0), point(0, 10)]], 7)).toEqual([[7, 8, 9]]);
  });
});

describe('pointInside', () => {
  it('is inside any star', () => {
    fc.assert(
      fc.property(anyStar, (ring) => {
        fc.pre(doubleArea(ring) > 0 && insideRing(ring, X + 0.1, Y + 0.1));
        const { x, y } = pointInside([ring]);
        expect(insideRing(ring, x, y)).toBe(true);
      }),
    );
  });
});
