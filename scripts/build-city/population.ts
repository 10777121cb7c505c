/**
 * Where people live: weighted sample points of a district, each labelled with its street. Nothing here is data; it only makes the grids small where
 * the real city is dense. All coordinates in metres of projection.ts.
 */
import { at, range, sum, type Point } from './basics.ts';
import { JIANGBEI_STREETS, type Street } from './divisions.ts';
import { findIslands } from './islands.ts';
import { distance, distanceToSegment, insideShape, type Box } from './polygon.ts';
import { metersFromUnits, unitsFromMeters } from './projection.ts';
import { noise, randomFor, type Random } from './random.ts';
import { waterAt, type WaterBody } from './water.ts';
import type { District } from './districts.ts';

export interface Sample extends Point {
  readonly weight: number;
  /** Index into the streets of the district. */
  readonly street: number;
}

interface Kernel extends Point {
  readonly reach: number;
  readonly height: number;
}

/** Hills and forests with few people: centre line and half-width in metres; longitude and latitude as in water-shapes.ts. */
const GREEN_AREAS: readonly { readonly from: Point; readonly to: Point; readonly radius: number }[] = [
  { from: { x: 118.827, y: 32.066 }, to: { x: 118.862, y: 32.07 }, radius: 1700 },
  { from: { x: 118.56, y: 32.085 }, to: { x: 118.65, y: 32.11 }, radius: 2300 },
  { from: { x: 118.74, y: 31.91 }, to: { x: 118.78, y: 31.93 }, radius: 2000 },
  { from: { x: 118.775, y: 32.13 }, to: { x: 118.805, y: 32.137 }, radius: 550 },
  { from: { x: 118.95, y: 32.155 }, to: { x: 118.965, y: 32.158 }, radius: 900 },
  { from: { x: 119.05, y: 32.08 }, to: { x: 119.07, y: 32.09 }, radius: 1800 },
  { from: { x: 118.93, y: 31.96 }, to: { x: 119.0, y: 32.0 }, radius: 1800 },
].map(({ from, to, radius }) => ({
  from: metersFromUnits({ x: from.x * 1e7, y: from.y * 1e7 }),
  to: metersFromUnits({ x: to.x * 1e7, y: to.y * 1e7 }),
  radius,
}));
const GREEN_SHARE = 0.22;

const LATTICE_POINTS_PER_DISTRICT = 22_000;
const SPLITS_PER_GRID = 30;
/** From here on a street counts as countryside: people keep to the town and the villages. Square metres a community. */
const RURAL_COMMUNITY_AREA = 4_000_000;

function greenFactor(point: Point): number {
  const inGreen = GREEN_AREAS.some(({ from, to, radius }) => distanceToSegment(point, from, to) < radius);
  return inGreen ? GREEN_SHARE : 1;
}

function metricBox({ box }: District['shape']): Box {
  const low = metersFromUnits({ x: box.minX, y: box.minY });
  const high = metersFromUnits({ x: box.maxX, y: box.maxY });
  return { minX: low.x, minY: low.y, maxX: high.x, maxY: high.y };
}

interface Lattice {
  readonly step: number;
  readonly points: readonly Point[];
}

/** Jittered lattice over the dry land of a district. */
function landLattice(district: District, water: readonly WaterBody[], random: Random): Lattice {
  const box = metricBox(district.shape);
  const step = Math.sqrt(((box.maxX - box.minX) * (box.maxY - box.minY)) / (2 * LATTICE_POINTS_PER_DISTRICT));
  const points: Point[] = [];
  for (let y = box.minY; y < box.maxY; y += step) {
    for (let x = box.minX; x < box.maxX; x += step) {
      const point = { x: x + step * random.next(), y: y + step * random.next() };
      const units = unitsFromMeters(point);
      if (insideShape(district.shape, units.x, units.y) && waterAt(water, units.x, units.y) < 0) points.push(point);
    }
  }
  return { step, points };
}

/** Nearest of the allowed centres; the place wavers by noise so that borders between streets are no straight lines. */
function nearestStreet(point: Point, centres: readonly Point[], isAllowed: (street: number) => boolean): number {
  const waver = (noise(point.x + 5e5, point.y + 5e5, 1100) - 0.5) * 700 + (noise(point.x - 5e5, point.y, 4200) - 0.5) * 1600;
  let best = -1;
  let bestDistance = Infinity;
  for (let i = 0; i < centres.length; i++) {
    const centre = at(centres, i);
    // Near a centre the waver fades, so that no street loses its middle.
    const direct = distance(point, centre);
    const share = Math.min(1, direct / 6000);
    const candidate = distance({ x: point.x + waver * share, y: point.y - waver * share }, centre);
    if (candidate >= bestDistance || !isAllowed(i)) continue;
    bestDistance = candidate;
    best = i;
  }
  return best;
}

/** Hand-typed centres can lie outside their district or in the river: moves each to the nearest land. */
function centresOnLand(streets: readonly Street[], land: readonly Point[]): Point[] {
  return streets.map((street) => {
    const typed = metersFromUnits(street.centre);
    return land.reduce((best, point) => (distance(point, typed) < distance(best, typed) ? point : best));
  });
}

/** The town and its villages: kernels of density over a base of 1. Dense streets are nearly even, wide ones are not. */
function kernelsOf(street: Street, centre: Point, land: readonly Point[], area: number, random: Random): Kernel[] {
  const rural = Math.min(1, area / street.communities.length / RURAL_COMMUNITY_AREA);
  const radius = Math.sqrt(area / Math.PI);
  const town = { ...centre, reach: radius * 0.3 + 250, height: 0.8 + 22 * rural };
  const villages = range(Math.round(street.communities.length * 1.1 * rural)).map(() => {
    const place = at(land, random.below(land.length));
    return { x: place.x, y: place.y, reach: radius * random.between(0.05, 0.12), height: random.between(3, 11) * rural };
  });
  return [town, ...villages];
}

function density(point: Point, kernels: readonly Kernel[]): number {
  let total = 1;
  for (const kernel of kernels) {
    const relative = distance(point, kernel) / kernel.reach;
    const falloff = 1 + relative * relative;
    total += kernel.height / (falloff * falloff);
  }
  return total * (0.65 + 0.7 * noise(point.x, point.y, 1300)) * greenFactor(point);
}

/** People of a street relative to others of its district; Jiangbei's streets are the new town of theirs. */
function streetPopulation(street: Street): number {
  const count = street.communities.length;
  return Math.sqrt(count * Math.sqrt(count)) * (JIANGBEI_STREETS.has(street.code) ? 1.35 : 1);
}

/** Splits a heavy lattice cell into several points, so that even a dense cell offers a choice of seeds. */
function splitSamples(point: Point, weight: number, unit: number, step: number, street: number, random: Random): Sample[] {
  const parts = Math.min(60, Math.max(1, Math.round(weight / unit)));
  if (parts === 1) return [{ ...point, weight, street }];
  return range(parts).map(() => ({
    x: point.x + (random.next() - 0.5) * step,
    y: point.y + (random.next() - 0.5) * step,
    weight: weight / parts,
    street,
  }));
}

/** Samples of one district; weights add up to 1. */
export function samplePopulation(district: District, streets: readonly Street[], water: readonly WaterBody[], gridCount: number): Sample[] {
  const random = randomFor(`population ${district.code}`);
  const { step, points } = landLattice(district, water, random);
  const centres = centresOnLand(streets, points);
  const { streetAt, isIsland } = findIslands(streets);
  const street = points.map((point) => {
    const island = streetAt(point.x, point.y);
    return island >= 0 ? island : nearestStreet(point, centres, (candidate) => !isIsland(candidate));
  });
  const totalPopulation = sum(streets.map(streetPopulation));
  const unit = 1 / (SPLITS_PER_GRID * gridCount);
  return streets.flatMap((current, index) => {
    const land = points.filter((_, i) => street[i] === index);
    const kernels = kernelsOf(current, at(centres, index), land, land.length * step * step, random);
    const weights = land.map((point) => density(point, kernels));
    const scale = streetPopulation(current) / totalPopulation / sum(weights);
    return land.flatMap((point, i) => splitSamples(point, at(weights, i) * scale, unit, step, index, random));
  });
}
