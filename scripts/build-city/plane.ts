/** From districts, water, roads and seeds to the plane of faces, each labelled with its grid or water. */
import { apportion, at, get, type Point } from './basics.ts';
import { addCells } from './cells.ts';
import { cutDedicatedGrids, type DedicatedGrid } from './dedicated.ts';
import { dissolve } from './dissolve.ts';
import type { District } from './districts.ts';
import { DISTRICT_POPULATION, type Street } from './divisions.ts';
import { CELL_EDGE, DISTRICT_EDGE, EdgeBag, WATER_EDGE } from './edges.ts';
import { facePoints, joinLoosePieces, OUTSIDE, placeLabels, WATER, type FaceLabels } from './face-labels.ts';
import { countUnnoded, nodeEdges } from './noding.ts';
import { createPatchwork, type Patchwork } from './patchwork.ts';
import { buildPlanarGraph, type PlanarGraph } from './planar-graph.ts';
import { doubleArea } from './polygon.ts';
import { samplePopulation } from './population.ts';
import { squareMetersPerUnit } from './projection.ts';
import { addRoads, type Road } from './roads.ts';
import { seedDistrict } from './seeds.ts';
import type { WaterBody } from './water.ts';

export const COMPREHENSIVE_GRIDS = 9_968;
export const DEDICATED_GRIDS = 2_442;

/** A comprehensive grid before it is cut, or a dedicated one. Indices into the sorted lists of districts, streets and communities. */
export interface GridPlan {
  readonly district: number;
  readonly street: number;
  readonly community: number;
  readonly isDedicated: boolean;
}

export interface Plane {
  readonly graph: PlanarGraph;
  /** Grid plan, OUTSIDE or WATER − w of each face. */
  readonly label: Int32Array;
  /** Comprehensive grids first. */
  readonly plans: readonly GridPlan[];
}

interface DistrictSeeds {
  readonly points: readonly Point[];
  readonly plans: readonly GridPlan[];
}

function planDistricts(districts: readonly District[], streets: readonly Street[], water: readonly WaterBody[]): DistrictSeeds[] {
  const counts = apportion(COMPREHENSIVE_GRIDS, districts.map(({ code }) => get(DISTRICT_POPULATION, code)), 0);
  const firstCommunity: number[] = [];
  let communities = 0;
  for (const street of streets) {
    firstCommunity.push(communities);
    communities += street.communities.length;
  }
  return districts.map((district, index) => {
    const own = streets.filter((street) => street.code.startsWith(district.code));
    const firstStreet = streets.findIndex((street) => street.code.startsWith(district.code));
    const samples = samplePopulation(district, own, water, at(counts, index));
    const seeds = seedDistrict(district.code, own, samples, at(counts, index));
    const plans = seeds.map((seed) => {
      const street = firstStreet + seed.street;
      return { district: index, street, community: at(firstCommunity, street) + seed.community, isDedicated: false };
    });
    return { points: seeds, plans };
  });
}

/** Cuts the plane by everything at once and says which comprehensive grid each face belongs to. */
function layComprehensiveGrids(districts: readonly District[], seeds: readonly DistrictSeeds[], water: readonly WaterBody[], roads: readonly Road[]): { graph: PlanarGraph; labels: FaceLabels } {
  const bag = new EdgeBag();
  for (const { shape } of districts) for (const ring of shape.rings) bag.addRing(ring, DISTRICT_EDGE);
  for (const { shape } of water) for (const ring of shape.rings) bag.addRing(ring, WATER_EDGE);
  addRoads(bag, roads, districts, water);
  const findCell = districts.map((district, index) => addCells(bag, district, at(seeds, index).points));
  const graph = buildPlanarGraph(nodeEdges(bag));
  let next = 0;
  const firstGrid = seeds.map(({ points }) => (next += points.length) - points.length);
  const labels = placeLabels({ graph, districts, water, findCell, firstGrid });
  const plans = seeds.flatMap((seed) => seed.plans);
  joinLoosePieces(graph, labels, (a, b) => {
    if (at(plans, a).street !== at(plans, b).street) return 1;
    return at(plans, a).community === at(plans, b).community ? 1.7 : 1.3;
  });
  return { graph, labels };
}

function ringsArea(graph: PlanarGraph, labels: FaceLabels): Map<number, number> {
  const area = new Map<number, number>();
  for (let face = 0; face < graph.faceCount; face++) {
    const label = at(labels.label, face);
    area.set(label, (area.get(label) ?? 0) + at(labels.areaSquareMeters, face));
  }
  return area;
}

/** The graph of the patchwork's edges; its faces are the patches, known by the edges around them. */
function graphOf(patchwork: Patchwork): { graph: PlanarGraph; label: Int32Array } {
  const bag = new EdgeBag();
  const labels: [number, number][] = [];
  for (const [key, left] of patchwork.leftOf) {
    const from = Math.floor(key / 67_108_864);
    const to = key % 67_108_864;
    const right = patchwork.leftOf.get(to * 67_108_864 + from);
    if (right !== undefined && from > to) continue;
    bag.add(at(patchwork.points, from), at(patchwork.points, to), CELL_EDGE);
    labels.push([left, right ?? OUTSIDE]);
  }
  const unnoded = countUnnoded(bag);
  if (unnoded > 0) throw new Error(`${unnoded} edges cross after the dedicated grids were cut`);
  const graph = buildPlanarGraph(bag);
  const label = new Int32Array(graph.faceCount).fill(OUTSIDE);
  labels.forEach((sides, edge) => {
    for (const side of [0, 1] as const) {
      const face = at(graph.face, 2 * edge + side);
      if (face >= 0) label[face] = sides[side];
    }
  });
  return { graph, label };
}

function groupByCommunity(plans: readonly GridPlan[]): number[][] {
  const groups: number[][] = [];
  plans.forEach(({ community }, grid) => (groups[community] ??= []).push(grid));
  return groups;
}

export function buildPlane(districts: readonly District[], streets: readonly Street[], water: readonly WaterBody[], roads: readonly Road[]): Plane {
  const seeds = planDistricts(districts, streets, water);
  const plans = seeds.flatMap((seed) => seed.plans);
  const { graph, labels } = layComprehensiveGrids(districts, seeds, water, roads);
  const area = ringsArea(graph, labels);
  const groups = dissolve(graph, (face) => (face < 0 ? OUTSIDE : at(labels.label, face)), WATER - water.length);
  const patchwork = createPatchwork(graph.points, new Map([...groups].filter(([label]) => label !== OUTSIDE)));
  const areaOf = (grid: number): number => area.get(grid) ?? 0;
  const dedicated = cutDedicatedGrids(patchwork, groupByCommunity(plans), areaOf, DEDICATED_GRIDS, plans.length);
  const hostPlan = ({ host }: DedicatedGrid): GridPlan => ({ ...at(plans, host), isDedicated: true });
  return { ...graphOf(patchwork), plans: [...plans, ...dedicated.map(hostPlan)] };
}

export function faceArea(graph: PlanarGraph, face: number): number {
  const rings = facePoints(graph, face);
  const doubled = rings.reduce((total, ring) => total + doubleArea(ring), 0);
  return (doubled / 2) * squareMetersPerUnit(at(at(rings, 0), 0).y);
}
