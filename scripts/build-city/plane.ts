/** From districts, water, roads and seeds to the plane of faces, each labelled with its grid or water. */
import { apportion, at, get } from './basics.ts';
import { addBlocks, planBlocks } from './blocks.ts';
import { addCells, type FindCell } from './cells.ts';
import { cutDedicatedGrids, type DedicatedGrid } from './dedicated.ts';
import { dissolve } from './dissolve.ts';
import type { District } from './districts.ts';
import { DISTRICT_POPULATION, type Street } from './divisions.ts';
import { CELL_EDGE, DISTRICT_EDGE, EdgeBag, WATER_EDGE } from './edges.ts';
import { facePoints, joinLoosePieces, lowestLabel, OUTSIDE, placeLabels, type FaceLabels } from './face-labels.ts';
import { countUnnoded, nodeEdges } from './noding.ts';
import { createPatchwork, type Patchwork } from './patchwork.ts';
import { buildPlanarGraph, type PlanarGraph } from './planar-graph.ts';
import { doubleArea } from './polygon.ts';
import { samplePopulation } from './population.ts';
import { squareMetersPerUnit } from './projection.ts';
import { addRoads, type Road } from './roads.ts';
import { seedDistrict, type Seed } from './seeds.ts';
import { startsOf } from './tables.ts';
import type { WaterBody } from './water.ts';

const COMPREHENSIVE_GRIDS = 9_968;
const DEDICATED_GRIDS = 2_442;

/** A comprehensive grid before it is cut, or a dedicated one. Indices into the sorted lists of districts, streets and communities. */
export interface GridPlan {
  readonly district: number;
  readonly street: number;
  readonly community: number;
  readonly isDedicated: boolean;
}

export interface Plane {
  readonly graph: PlanarGraph;
  /** Grid plan, OUTSIDE or water label of each face. */
  readonly label: Int32Array;
  /** Comprehensive grids first. */
  readonly plans: readonly GridPlan[];
}

/** Inside the old city and its belt grids are blocks along the roads, elsewhere Voronoi cells. */
const BLOCK_DISTRICTS: ReadonlySet<string> = new Set(['320102', '320104', '320105', '320106', '320114']);

interface PlaneSources {
  readonly districts: readonly District[];
  /** Sorted by code. */
  readonly streets: readonly Street[];
  readonly water: readonly WaterBody[];
  readonly roads: readonly Road[];
}

interface DistrictPlan {
  readonly plans: readonly GridPlan[];
  readonly addEdges: (bag: EdgeBag) => FindCell;
}

function planDistrict(
  district: District,
  streets: readonly Street[],
  sources: PlaneSources,
  gridCount: number,
): { seeds: readonly Seed[]; addEdges: (bag: EdgeBag) => FindCell } {
  const samples = samplePopulation(district, streets, sources.water, gridCount);
  if (BLOCK_DISTRICTS.has(district.code)) {
    const blocks = planBlocks(district, streets, samples, gridCount, sources.roads);
    return { seeds: blocks.seeds, addEdges: (bag) => addBlocks(bag, district, blocks) };
  }
  const seeds = seedDistrict(district.code, streets, samples, gridCount);
  return { seeds, addEdges: (bag) => addCells(bag, district, seeds) };
}

function planDistricts(sources: PlaneSources): DistrictPlan[] {
  const { districts, streets } = sources;
  const counts = apportion(
    COMPREHENSIVE_GRIDS,
    districts.map(({ code }) => get(DISTRICT_POPULATION, code)),
    0,
  );
  const firstCommunity = startsOf(streets.map((street) => street.communities.length));
  return districts.map((district, index) => {
    const own = streets.filter((street) => street.code.startsWith(district.code));
    const firstStreet = streets.findIndex((street) => street.code.startsWith(district.code));
    const { seeds, addEdges } = planDistrict(district, own, sources, at(counts, index));
    const plans = seeds.map((seed) => {
      const street = firstStreet + seed.street;
      return { district: index, street, community: at(firstCommunity, street) + seed.community, isDedicated: false };
    });
    return { plans, addEdges };
  });
}

/** Cuts the plane by everything at once and says which comprehensive grid each face belongs to. */
function layComprehensiveGrids(sources: PlaneSources, plans: readonly DistrictPlan[]): { graph: PlanarGraph; labels: FaceLabels } {
  const { districts, water, roads } = sources;
  const bag = new EdgeBag();
  for (const { shape } of districts) for (const ring of shape.rings) bag.addRing(ring, DISTRICT_EDGE);
  for (const { shape } of water) for (const ring of shape.rings) bag.addRing(ring, WATER_EDGE);
  addRoads(bag, roads, districts, water);
  const findCell = plans.map(({ addEdges }) => addEdges(bag));
  const graph = buildPlanarGraph(nodeEdges(bag));
  const firstGrid = [...startsOf(plans.map((plan) => plan.plans.length))];
  const labels = placeLabels({ graph, districts, water, findCell, firstGrid });
  const grids = plans.flatMap((plan) => plan.plans);
  joinLoosePieces(graph, labels, (a, b) => {
    if (at(grids, a).street !== at(grids, b).street) return 1;
    return at(grids, a).community === at(grids, b).community ? 1.7 : 1.3;
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

function gridsOfCommunities(plans: readonly GridPlan[]): number[][] {
  const groups: number[][] = [];
  plans.forEach(({ community }, grid) => (groups[community] ??= []).push(grid));
  return groups;
}

export function buildPlane(sources: PlaneSources): Plane {
  const districtPlans = planDistricts(sources);
  const plans = districtPlans.flatMap((plan) => plan.plans);
  const { graph, labels } = layComprehensiveGrids(sources, districtPlans);
  const area = ringsArea(graph, labels);
  const groups = dissolve(graph, (face) => (face < 0 ? OUTSIDE : at(labels.label, face)), lowestLabel(sources.water.length));
  const patchwork = createPatchwork(graph.points, new Map([...groups].filter(([label]) => label !== OUTSIDE)));
  const areaOf = (grid: number): number => area.get(grid) ?? 0;
  const dedicated = cutDedicatedGrids(patchwork, gridsOfCommunities(plans), areaOf, DEDICATED_GRIDS, plans.length);
  const hostPlan = ({ host }: DedicatedGrid): GridPlan => ({ ...at(plans, host), isDedicated: true });
  return { ...graphOf(patchwork), plans: [...plans, ...dedicated.map(hostPlan)] };
}

export function faceArea(graph: PlanarGraph, face: number): number {
  const rings = facePoints(graph, face);
  const doubled = rings.reduce((total, ring) => total + doubleArea(ring), 0);
  return (doubled / 2) * squareMetersPerUnit(at(at(rings, 0), 0).y);
}
