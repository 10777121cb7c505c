/**
 * Grids of the inner districts: every community is a Voronoi cell that is halved again and again by straight lines along the nearest road, so that grids
 * look like city blocks. Coordinates in metres.
 */
import { Delaunay } from 'd3-delaunay';
import { at, sum, type Point } from './basics.ts';
import { clipToDistrict, voronoiEdges, type FindCell } from './cells.ts';
import type { District } from './districts.ts';
import type { Street } from './divisions.ts';
import { CELL_EDGE, type EdgeBag } from './edges.ts';
import { findIslands, type IslandStreetAt } from './islands.ts';
import { distance, distanceToSegment, mix } from './polygon.ts';
import type { Sample } from './population.ts';
import { metersFromUnits, roundPoint, unitsFromMeters } from './projection.ts';
import { randomFor, type Random } from './random.ts';
import type { Road } from './roads.ts';
import { groupByCommunity, gridsPerCommunity, type CommunityGroup, type Seed } from './seeds.ts';

interface Line {
  readonly origin: Point;
  /** Of length 1; points with a positive product are on the near side. */
  readonly normal: Point;
}

/** A halved community: lines all the way down to grids. */
type BlockTree = { readonly grid: number } | { readonly line: Line; readonly near: BlockTree; readonly far: BlockTree };

/** Communities that share one Voronoi diagram: those of the mainland, or those of an island street. */
interface Quarter {
  readonly isIsland: boolean;
  readonly centres: readonly Point[];
  readonly groups: readonly CommunityGroup[];
}

interface Blocks {
  /** One per grid; x and y are the middle of its people. */
  readonly seeds: readonly Seed[];
  readonly quarters: readonly (Quarter & { readonly trees: readonly BlockTree[] })[];
  /** Cuts, not yet clipped to the district. */
  readonly cuts: readonly (readonly [Point, Point])[];
  readonly streetAt: IslandStreetAt;
}

const RELAX_ROUNDS = 3;
/** Cuts reach this far beyond their cell, so that rounding cannot leave a gap before its border; what sticks out is pruned. */
const OVERRUN_METERS = 0.05;
/** Nothing tells blocks apart beyond this distance from a road. */
const FAR_FROM_ROADS_METERS = 1e9;
const MOST_TURN = 0.09;

function side({ origin, normal }: Line, point: Point): number {
  return (point.x - origin.x) * normal.x + (point.y - origin.y) * normal.y;
}

/** The part of a convex polygon on the near side (`sign` 1) or on the far side (−1) of a line. */
function halfOf(polygon: readonly Point[], line: Line, sign: 1 | -1): Point[] {
  return polygon.flatMap((point, i) => {
    const next = at(polygon, (i + 1) % polygon.length);
    const here = sign * side(line, point);
    const there = sign * side(line, next);
    const kept = here >= 0 ? [point] : [];
    return here >= 0 !== there >= 0 ? [...kept, mix(point, next, here / (here - there))] : kept;
  });
}

/** The stretch of a line inside a convex polygon, a little longer at both ends. */
function chordOf(polygon: readonly Point[], line: Line): readonly [Point, Point] | undefined {
  const ends = polygon.flatMap((point, i) => {
    const next = at(polygon, (i + 1) % polygon.length);
    const here = side(line, point);
    const there = side(line, next);
    return here >= 0 !== there >= 0 ? [mix(point, next, here / (here - there))] : [];
  });
  const [a, b] = ends;
  if (!a || !b) return undefined;
  const longer = OVERRUN_METERS / Math.max(OVERRUN_METERS, distance(a, b));
  return [mix(a, b, -longer), mix(a, b, 1 + longer)];
}

/** Direction of the nearest road that grids follow. */
function roadDirection(point: Point, roads: readonly Road[]): Point {
  let best = { x: 1, y: 0 };
  let bestDistance = FAR_FROM_ROADS_METERS;
  for (const road of roads) {
    if (!road.cuts) continue;
    for (let i = 0; i + 1 < road.line.length; i++) {
      const from = metersFromUnits(at(road.line, i));
      const to = metersFromUnits(at(road.line, i + 1));
      const apart = distanceToSegment(point, from, to);
      if (apart >= bestDistance) continue;
      bestDistance = apart;
      const length = distance(from, to);
      best = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
    }
  }
  return best;
}

function turned(direction: Point, random: Random): Point {
  const turn = random.between(-MOST_TURN, MOST_TURN);
  const x = direction.x - direction.y * turn;
  const y = direction.y + direction.x * turn;
  const length = Math.sqrt(x * x + y * y);
  return { x: x / length, y: y / length };
}

function extent(points: readonly Point[], axis: Point): readonly [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const { x, y } of points) {
    const along = x * axis.x + y * axis.y;
    low = Math.min(low, along);
    high = Math.max(high, along);
  }
  return [low, high];
}

/** Where along the axis `share` of the people lie behind, drawn a little towards the same share of the length. */
function quantile(points: readonly Sample[], axis: Point, share: number, softness: number): number {
  const places = points
    .map((point) => ({ along: point.x * axis.x + point.y * axis.y, weight: point.weight }))
    .sort((a, b) => a.along - b.along);
  let mark = share * sum(places.map(({ weight }) => weight));
  const found = places.find(({ weight }) => (mark -= weight) <= 0) ?? at(places, places.length - 1);
  const low = at(places, 0).along;
  const high = at(places, places.length - 1).along;
  return found.along * (1 - softness) + (low + (high - low) * share) * softness;
}

interface Halving {
  readonly cuts: (readonly [Point, Point])[];
  readonly leaves: Point[];
  readonly random: Random;
}

function middleOf(points: readonly Sample[], fallback: readonly Point[]): Point {
  const list = points.length > 0 ? points : fallback.map((point) => ({ ...point, weight: 1 }));
  const weight = sum(list.map((point) => point.weight));
  return { x: sum(list.map((p) => p.x * p.weight)) / weight, y: sum(list.map((p) => p.y * p.weight)) / weight };
}

/** Splits a cell into `count` grids, across its longer side as seen from the road. */
function halve(polygon: readonly Point[], points: readonly Sample[], count: number, road: Point, work: Halving): BlockTree {
  if (count === 1 || points.length < 2) {
    if (count > 1) throw new Error(`${points.length} people's samples for ${count} grids`);
    work.leaves.push(middleOf(points, polygon));
    return { grid: work.leaves.length - 1 };
  }
  const along = turned(road, work.random);
  const across = { x: -along.y, y: along.x };
  const [lowA, highA] = extent(points, along);
  const [lowB, highB] = extent(points, across);
  const normal = highA - lowA > highB - lowB ? along : across;
  const farCount = count > 3 ? Math.round(count * work.random.between(0.4, 0.6)) : Math.floor(count / 2);
  const offset = quantile(points, normal, farCount / count, 0.3);
  const line = { origin: { x: normal.x * offset, y: normal.y * offset }, normal };
  const chord = chordOf(polygon, line);
  if (chord) work.cuts.push(chord);
  const far = points.filter((point) => side(line, point) < 0);
  const near = points.filter((point) => side(line, point) >= 0);
  return {
    line,
    far: halve(halfOf(polygon, line, -1), far, farCount, road, work),
    near: halve(halfOf(polygon, line, 1), near, count - farCount, road, work),
  };
}

/** Community centres moved to the middle of their people a few times, and the people of each. */
function settle(isIsland: boolean, groups: readonly CommunityGroup[], samples: readonly Sample[]): Quarter {
  let centres = groups.map(({ members }) => middleOf(members, members));
  let members: Sample[][] = [];
  for (let round = 0; round <= RELAX_ROUNDS; round++) {
    const delaunay = Delaunay.from(
      centres,
      (p) => p.x,
      (p) => p.y,
    );
    members = centres.map(() => []);
    let last = 0;
    for (const sample of samples) at(members, (last = delaunay.find(sample.x, sample.y, last))).push(sample);
    if (round < RELAX_ROUNDS) centres = centres.map((centre, i) => middleOf(at(members, i), [centre]));
  }
  return { isIsland, centres, groups: groups.map((group, i) => ({ ...group, members: at(members, i) })) };
}

/** Closed cells of centres, wide enough for the whole district. */
function cellsOf(centres: readonly Point[], { shape: { box } }: District): Point[][] {
  const low = metersFromUnits({ x: box.minX, y: box.minY });
  const high = metersFromUnits({ x: box.maxX, y: box.maxY });
  const voronoi = Delaunay.from(
    [...centres],
    (p) => p.x,
    (p) => p.y,
  ).voronoi([low.x - 1000, low.y - 1000, high.x + 1000, high.y + 1000]);
  return centres.map((_, i) =>
    voronoi
      .cellPolygon(i)
      .slice(1)
      .map(([x, y]) => ({ x, y })),
  );
}

/** The same tree with grids counted through the district. */
function numbered(tree: BlockTree, first: number): BlockTree {
  if ('grid' in tree) return { grid: tree.grid + first };
  return { line: tree.line, near: numbered(tree.near, first), far: numbered(tree.far, first) };
}

export function planBlocks(
  district: District,
  streets: readonly Street[],
  samples: readonly Sample[],
  gridCount: number,
  roads: readonly Road[],
): Blocks {
  const random = randomFor(`blocks ${district.code}`);
  const { streetAt, isIsland } = findIslands(streets);
  const groups = groupByCommunity(district.code, streets, samples);
  const quarters = [false, true]
    .map((island) => {
      const isOwn = (item: { readonly street: number }): boolean => isIsland(item.street) === island;
      return settle(island, groups.filter(isOwn), samples.filter(isOwn));
    })
    .filter((quarter) => quarter.groups.length > 0);
  const counts = gridsPerCommunity(
    quarters.flatMap((quarter) => quarter.groups),
    gridCount,
  );
  const cuts: (readonly [Point, Point])[] = [];
  const seeds: Seed[] = [];
  let community = 0;
  const grown = quarters.map((quarter) => {
    const cells = cellsOf(quarter.centres, district);
    const trees = quarter.groups.map((group, i) => {
      const work: Halving = { cuts, leaves: [], random };
      const tree = halve(at(cells, i), group.members, at(counts, community++), roadDirection(at(quarter.centres, i), roads), work);
      const first = seeds.length;
      seeds.push(...work.leaves.map((leaf) => ({ ...leaf, street: group.street, community: group.community })));
      return numbered(tree, first);
    });
    return { ...quarter, trees };
  });
  return { seeds, quarters: grown, cuts, streetAt };
}

function finderOf({ centres, trees }: Blocks['quarters'][number]): FindCell {
  const delaunay = Delaunay.from(
    [...centres],
    (p) => p.x,
    (p) => p.y,
  );
  let last = 0;
  return (x, y) => {
    last = delaunay.find(x, y, last);
    let tree = at(trees, last);
    while ('line' in tree) tree = side(tree.line, { x, y }) >= 0 ? tree.near : tree.far;
    return tree.grid;
  };
}

/**
 * Adds the borders of communities and blocks to the bag and returns the finder for later labelling. Borders of an island's diagram on the mainland, and the
 * other way round, go away by themselves: they have the same grid on both sides.
 */
export function addBlocks(bag: EdgeBag, district: District, { quarters, cuts, streetAt }: Blocks): FindCell {
  const borders = quarters.flatMap(({ centres }) => voronoiEdges(centres));
  const edges = [...borders, ...cuts.map(([a, b]) => [unitsFromMeters(a), unitsFromMeters(b)] as const)];
  for (const [a, b] of edges) {
    for (const [from, to] of clipToDistrict(a, b, district)) bag.add(roundPoint(from), roundPoint(to), CELL_EDGE);
  }
  const finders = quarters.map((quarter) => ({ isIsland: quarter.isIsland, find: finderOf(quarter) }));
  return (x, y) => {
    const onIsland = streetAt(x, y) >= 0;
    const { find } = finders.find(({ isIsland }) => isIsland === onIsland) ?? at(finders, 0);
    return find(x, y);
  };
}
