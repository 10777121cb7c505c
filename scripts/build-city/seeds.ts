/**
 * Seeds of the comprehensive grids: people are clustered into communities street by street, then into grids community by community, then all
 * seeds of a district are relaxed together. So every grid is born inside its community.
 */
import { Delaunay } from 'd3-delaunay';
import { apportion, at, range, sum, type Point } from './basics.ts';
import type { Street } from './divisions.ts';
import type { Sample } from './population.ts';
import { randomFor, type Random } from './random.ts';

export interface Seed extends Point {
  /** Index into the streets of the district. */
  readonly street: number;
  /** Index into the communities of the street. */
  readonly community: number;
}

const CLUSTER_ROUNDS = 9;
const RELAX_ROUNDS = 4;
const LEAST_GRIDS_PER_COMMUNITY = 2;

function nearestIndex(point: Point, centres: readonly Point[]): number {
  let best = 0;
  let bestSquare = Infinity;
  for (let i = 0; i < centres.length; i++) {
    const centre = at(centres, i);
    const dx = point.x - centre.x;
    const dy = point.y - centre.y;
    const square = dx * dx + dy * dy;
    if (square < bestSquare) {
      bestSquare = square;
      best = i;
    }
  }
  return best;
}

/** k-means++ start: each further centre is drawn with a chance proportional to weight × squared distance to the nearest one. */
function firstCentres(points: readonly Sample[], count: number, random: Random): Point[] {
  const nearest = points.map(() => Infinity);
  let chosen = at(points, random.below(points.length));
  const centres: Point[] = [chosen];
  while (centres.length < count) {
    let total = 0;
    for (let i = 0; i < points.length; i++) {
      const point = at(points, i);
      const dx = point.x - chosen.x;
      const dy = point.y - chosen.y;
      nearest[i] = Math.min(at(nearest, i), dx * dx + dy * dy);
      total += at(nearest, i) * point.weight;
    }
    let mark = random.next() * total;
    const index = points.findIndex((point, i) => (mark -= at(nearest, i) * point.weight) <= 0);
    chosen = at(points, index < 0 ? points.length - 1 : index);
    centres.push(chosen);
  }
  return centres;
}

/** Weighted means of the points of each label; a label without points keeps its old place. */
function means(points: readonly Sample[], labels: ArrayLike<number>, old: readonly Point[]): Point[] {
  const x = new Float64Array(old.length);
  const y = new Float64Array(old.length);
  const weight = new Float64Array(old.length);
  for (let i = 0; i < points.length; i++) {
    const point = at(points, i);
    const label = at(labels, i);
    x[label] = at(x, label) + point.x * point.weight;
    y[label] = at(y, label) + point.y * point.weight;
    weight[label] = at(weight, label) + point.weight;
  }
  return old.map((place, i) => (at(weight, i) > 0 ? { x: at(x, i) / at(weight, i), y: at(y, i) / at(weight, i) } : place));
}

interface Clusters {
  readonly centres: readonly Point[];
  readonly labels: readonly number[];
}

function cluster(points: readonly Sample[], count: number, random: Random): Clusters {
  let centres = firstCentres(points, count, random);
  let labels: number[] = [];
  for (let round = 0; round < CLUSTER_ROUNDS; round++) {
    labels = points.map((point) => nearestIndex(point, centres));
    centres = means(points, labels, centres);
  }
  return { centres, labels: points.map((point) => nearestIndex(point, centres)) };
}

/**
 * Communities and relaxed cells follow a softened density, otherwise the outermost cells grow without bound. Square roots only: they are the same on every
 * machine, powers need not be.
 */
function soften(points: readonly Sample[], curve: (weight: number) => number): Sample[] {
  return points.map((point) => ({ ...point, weight: curve(point.weight) }));
}

const toTheHalf = (weight: number): number => Math.sqrt(weight);
const toThreeQuarters = (weight: number): number => Math.sqrt(weight * Math.sqrt(weight));

/** Samples of each community of a street; the community nearest the middle of the people comes first, as codes do. */
function splitIntoCommunities(points: readonly Sample[], street: Street, random: Random): Sample[][] {
  const { centres, labels } = cluster(soften(points, toTheHalf), street.communities.length, random);
  const weight = sum(points.map((point) => point.weight));
  const middle = {
    x: sum(points.map((point) => point.x * point.weight)) / weight,
    y: sum(points.map((point) => point.y * point.weight)) / weight,
  };
  const square = (index: number): number => (at(centres, index).x - middle.x) ** 2 + (at(centres, index).y - middle.y) ** 2;
  const order = range(centres.length).sort((a, b) => square(a) - square(b) || a - b);
  return order.map((label) => points.filter((_, i) => labels[i] === label));
}

function relax(seeds: readonly Seed[], points: readonly Sample[]): Seed[] {
  const soft = soften(points, toThreeQuarters);
  let places: Point[] = [...seeds];
  for (let round = 0; round < RELAX_ROUNDS; round++) {
    const delaunay = Delaunay.from(
      places,
      (p) => p.x,
      (p) => p.y,
    );
    let last = 0;
    const labels = soft.map((point) => (last = delaunay.find(point.x, point.y, last)));
    places = means(soft, labels, places);
  }
  return seeds.map((seed, i) => ({ ...seed, ...at(places, i) }));
}

/** Samples and community of every community of a district, streets in order. */
export interface CommunityGroup {
  readonly street: number;
  readonly community: number;
  readonly members: readonly Sample[];
}

export function groupByCommunity(districtCode: string, streets: readonly Street[], samples: readonly Sample[]): CommunityGroup[] {
  const random = randomFor(`communities ${districtCode}`);
  return streets.flatMap((street, streetIndex) => {
    const points = samples.filter((sample) => sample.street === streetIndex);
    return splitIntoCommunities(points, street, random).map((members, community) => ({ street: streetIndex, community, members }));
  });
}

/** How many grids each community gets: by its people. */
export function gridsPerCommunity(groups: readonly CommunityGroup[], gridCount: number): number[] {
  return apportion(
    gridCount,
    groups.map(({ members }) => sum(members.map(({ weight }) => weight))),
    LEAST_GRIDS_PER_COMMUNITY,
  );
}

/** Seeds of a district whose grids are Voronoi cells. */
export function seedDistrict(districtCode: string, streets: readonly Street[], samples: readonly Sample[], gridCount: number): Seed[] {
  const random = randomFor(`seeds ${districtCode}`);
  const groups = groupByCommunity(districtCode, streets, samples);
  const counts = gridsPerCommunity(groups, gridCount);
  const seeds = groups.flatMap(({ members, street, community }, i) =>
    cluster(members, at(counts, i), random).centres.map(({ x, y }) => ({ x, y, street, community })),
  );
  return relax(seeds, samples);
}
