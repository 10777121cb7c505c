/** Dedicated grids (专属网格): each is cut out of a comprehensive host by one straight line or by two that meet inside the host. */
import { apportion, at, get, range, type Point } from './basics.ts';
import { cutRing, splitEdge, type Patchwork } from './patchwork.ts';
import { distance, distanceToSegment, doubleArea, mix, orient } from './polygon.ts';
import { metersFromUnits, roundPoint } from './projection.ts';
import { randomFor, type Random } from './random.ts';

export interface DedicatedGrid {
  readonly label: number;
  readonly host: number;
}

const ATTEMPTS = 28;
const LEAST_SHARE = 0.16;
const MOST_SHARE = 0.46;
const LEAST_HOST_SQUARE_METERS = 9_000;
/** A cut may not start nearer than this share of an edge to the edge's ends. */
const EDGE_MARGIN = 0.18;
/** Units of about a centimetre: shorter edges are not split, and no cut passes nearer to a corner. */
const LEAST_EDGE = 400;
const LEAST_CLEARANCE = 150;

interface Spot {
  /** Edge of the ring, counted by its first vertex. */
  readonly edge: number;
  readonly point: Point;
}

interface Cut {
  readonly from: Spot;
  readonly to: Spot;
  readonly corner: Point | undefined;
  readonly score: number;
}

function perimeter(ring: readonly Point[]): number {
  return ring.reduce((total, point, i) => total + distance(point, at(ring, (i + 1) % ring.length)), 0);
}

/** 1 for a circle, 0.785 for a square. */
function roundness(ring: readonly Point[]): number {
  const metric = ring.map(metersFromUnits);
  const around = perimeter(metric);
  return (2 * Math.PI * doubleArea(metric)) / (around * around);
}

function pickSpot(ring: readonly Point[], random: Random): Spot | undefined {
  let mark = random.next() * perimeter(ring);
  for (let edge = 0; edge < ring.length; edge++) {
    const from = at(ring, edge);
    const to = at(ring, (edge + 1) % ring.length);
    const length = distance(from, to);
    if (mark < length && length > LEAST_EDGE) {
      const share = Math.min(1 - EDGE_MARGIN, Math.max(EDGE_MARGIN, mark / length));
      return { edge, point: roundPoint(mix(from, to, share)) };
    }
    mark -= length;
  }
  return undefined;
}

/** Whether a straight piece crosses an edge of the ring other than the ones it starts from, or grazes a corner. */
function blocked(ring: readonly Point[], a: Point, b: Point, own: readonly number[]): boolean {
  return ring.some((c, i) => {
    if (distanceToSegment(c, a, b) < LEAST_CLEARANCE) return true;
    if (own.includes(i)) return false;
    const d = at(ring, (i + 1) % ring.length);
    return orient(a, b, c) >= 0 !== orient(a, b, d) > 0 && orient(c, d, a) >= 0 !== orient(c, d, b) > 0;
  });
}

/** The two parts of a cut as rings: the part taken away, then the part that stays. */
function partsOf(ring: readonly Point[], from: Spot, to: Spot, corner: Point | undefined): [Point[], Point[]] {
  const count = ring.length;
  const walk = (start: Spot, end: Spot): Point[] => {
    const result = [start.point];
    const steps = (end.edge - start.edge + count) % count;
    for (let i = 1; i <= steps; i++) result.push(at(ring, (start.edge + i) % count));
    result.push(end.point);
    return result;
  };
  const inner = corner ? [corner] : [];
  return [
    [...walk(from, to), ...inner],
    [...walk(to, from), ...inner],
  ];
}

/** A corner in the host that makes the part nearly a right-angled block. */
function cornerFor(from: Spot, to: Spot, middle: Point, random: Random): Point {
  return roundPoint(mix(mix(from.point, to.point, random.between(0.3, 0.7)), middle, random.between(0.5, 0.9)));
}

function tryCut(ring: readonly Point[], middle: Point, random: Random): Cut | undefined {
  const from = pickSpot(ring, random);
  const to = pickSpot(ring, random);
  const corner = from && to && random.next() < 0.45 ? cornerFor(from, to, middle, random) : undefined;
  if (!from || !to || from.edge === to.edge) return undefined;
  const isBlocked = corner
    ? blocked(ring, from.point, corner, [from.edge]) || blocked(ring, corner, to.point, [to.edge])
    : blocked(ring, from.point, to.point, [from.edge, to.edge]);
  if (isBlocked) return undefined;
  const [taken, kept] = partsOf(ring, from, to, corner);
  const share = doubleArea(taken) / doubleArea(ring);
  if (share < LEAST_SHARE || share > MOST_SHARE) return undefined;
  const score = Math.min(roundness(taken), roundness(kept));
  return { from, to, corner, score };
}

function bestCut(ring: readonly Point[], random: Random): Cut | undefined {
  const middle = { x: ring.reduce((t, p) => t + p.x, 0) / ring.length, y: ring.reduce((t, p) => t + p.y, 0) / ring.length };
  let best: Cut | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const cut = tryCut(ring, middle, random);
    if (cut && cut.score > (best?.score ?? 0.3)) best = cut;
  }
  return best;
}

function cutHost(patchwork: Patchwork, host: number, label: number, random: Random): boolean {
  const vertices = at(get(patchwork.rings, host), 0);
  const ring = vertices.map((vertex) => at(patchwork.points, vertex));
  const cut = bestCut(ring, random);
  if (!cut) return false;
  const split = ({ edge, point }: Spot): number =>
    splitEdge(patchwork, at(vertices, edge), at(vertices, (edge + 1) % vertices.length), point);
  // The ring grows while it is split: the later edge first, so that the earlier one keeps its number.
  const later = cut.from.edge > cut.to.edge;
  const first = split(later ? cut.from : cut.to);
  const second = split(later ? cut.to : cut.from);
  const path = later ? [first, second] : [second, first];
  if (cut.corner) path.splice(1, 0, patchwork.points.push(cut.corner) - 1);
  cutRing(patchwork, host, path, label);
  return true;
}

/** Hosts of one community that may be cut, the largest first with some luck. */
function hostsInOrder(patchwork: Patchwork, grids: readonly number[], area: (grid: number) => number, random: Random): number[] {
  const fit = grids.filter((grid) => get(patchwork.rings, grid).length === 1 && area(grid) > LEAST_HOST_SQUARE_METERS);
  const rank = new Map(fit.map((grid) => [grid, Math.sqrt(area(grid)) * random.between(0.4, 1)]));
  return fit.sort((a, b) => get(rank, b) - get(rank, a) || a - b);
}

/**
 * Cuts `count` dedicated grids, labelled from `firstLabel` on. `gridsOfCommunity` lists the comprehensive grids of every community.
 */
export function cutDedicatedGrids(
  patchwork: Patchwork,
  gridsOfCommunity: readonly (readonly number[])[],
  area: (grid: number) => number,
  count: number,
  firstLabel: number,
): DedicatedGrid[] {
  const random = randomFor('dedicated');
  const hosts = gridsOfCommunity.map((grids) => hostsInOrder(patchwork, grids, area, random));
  const wanted = apportion(
    count,
    hosts.map((list) => list.length * random.between(0.5, 1.5)),
    0,
  );
  const result: DedicatedGrid[] = [];
  const take = (list: number[], most: number): void => {
    for (let taken = 0; taken < most && result.length < count; ) {
      const host = list.shift();
      if (host === undefined) return;
      const label = firstLabel + result.length;
      if (!cutHost(patchwork, host, label, random)) continue;
      result.push({ label, host });
      taken += 1;
    }
  };
  for (const index of range(hosts.length)) take(at(hosts, index), at(wanted, index));
  // What a community could not give, others give.
  for (const list of hosts) take(list, count - result.length > 0 ? 1 : 0);
  if (result.length < count) throw new Error(`only ${result.length} of ${count} dedicated grids found a host`);
  return result;
}
