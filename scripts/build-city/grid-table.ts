/** The sorted grids: from the faces of the plane to the columns of the grid table. */
import type { GridTable } from '../../shared/city/city.ts';
import { at, get, range, type Point } from './basics.ts';
import { dissolve } from './dissolve.ts';
import type { Community, Street } from './divisions.ts';
import { comprehensiveName, gridCode, inventDedicated } from './grid-names.ts';
import { labelPointOf } from './label-point.ts';
import { faceArea, type GridPlan, type Plane } from './plane.ts';
import { insideRing, doubleArea } from './polygon.ts';
import { randomFor } from './random.ts';
import { interleave, polygonSet, startsOf } from './tables.ts';
import { triangulate, type Triangle } from './triangulate.ts';

export interface SortedGrid extends GridPlan {
  /** Outer rings each followed by its holes, in units. */
  readonly rings: readonly (readonly Point[])[];
  readonly areaSquareMeters: number;
}

export interface SortedPlane {
  readonly grids: readonly SortedGrid[];
  /** Index into `grids`, or the plane's negative label. */
  readonly gridOfFace: Int32Array;
}

export const RURAL_GRID_SQUARE_METERS = 350_000;
const RESIDENTS_PER_HOUSEHOLD = [2.3, 3.05] as const;

/** Puts every hole behind the outer ring around it. */
export function orderRings(rings: readonly (readonly Point[])[]): Point[][] {
  const outer = rings.filter((ring) => doubleArea(ring) > 0);
  const holes = rings.filter((ring) => doubleArea(ring) <= 0);
  return outer.flatMap((ring) => {
    const own = holes.filter((hole) => outer.length === 1 || insideRing(ring, at(hole, 0).x, at(hole, 0).y));
    return [[...ring], ...own.map((hole) => [...hole])];
  });
}

/** Rows from north to south, in bands, so that neighbouring numbers lie near each other. */
function readingOrder(rings: readonly (readonly Point[])[]): number {
  const [first] = at(rings, 0);
  return first ? -Math.floor(first.y / 60_000) * 1e6 + (first.x - 1.18e9) / 1e3 : 0;
}

/** Grids by district, street, community, comprehensive before dedicated. */
export function sortGrids({ graph, label, plans }: Plane): SortedPlane {
  const rings = dissolve(graph, (face) => (face < 0 ? -1 : at(label, face)), 0);
  const area = plans.map(() => 0);
  label.forEach((plan, face) => {
    if (plan >= 0) area[plan] = at(area, plan) + faceArea(graph, face);
  });
  const unsorted = plans.map((plan, i) => ({
    ...plan,
    rings: orderRings(get(rings, i).map((ring) => ring.map((vertex) => at(graph.points, vertex)))),
    areaSquareMeters: at(area, i),
  }));
  const order = range(plans.length).sort((a, b) => {
    const [p, q] = [at(unsorted, a), at(unsorted, b)];
    return (
      p.community - q.community || Number(p.isDedicated) - Number(q.isDedicated) || readingOrder(p.rings) - readingOrder(q.rings) || a - b
    );
  });
  const rank = new Int32Array(plans.length);
  order.forEach((plan, index) => (rank[plan] = index));
  return { grids: order.map((plan) => at(unsorted, plan)), gridOfFace: label.map((plan) => (plan < 0 ? plan : at(rank, plan))) };
}

export interface GridIdentity {
  readonly code: string;
  readonly name: string;
  readonly kind: number;
  readonly households: number;
  readonly residents: number;
}

/** Small cells in town hold a few more households than wide ones in the countryside. */
function householdsOf(area: number, random: ReturnType<typeof randomFor>): number {
  const density = 0.5 + 0.6 / (1 + area / 500_000);
  return Math.round(random.between(230, 470) * density);
}

export function identifyGrids(grids: readonly SortedGrid[], streets: readonly Street[], communities: readonly Community[]): GridIdentity[] {
  const random = randomFor('identities');
  let current = -1;
  let ordinals = [0, 0];
  let taken = new Set<string>();
  return grids.map((grid) => {
    if (grid.community !== current) {
      current = grid.community;
      ordinals = [0, 0];
      taken = new Set();
    }
    const kind = grid.isDedicated ? 1 : 0;
    const ordinal = at(ordinals, kind) + 1;
    ordinals[kind] = ordinal;
    const community = at(communities, grid.community);
    const code = gridCode(at(streets, grid.street), community, ordinal, grid.isDedicated);
    if (grid.isDedicated) return { code, ...inventDedicated(community, grid.areaSquareMeters > RURAL_GRID_SQUARE_METERS, taken, random) };
    const households = householdsOf(grid.areaSquareMeters, random);
    const residents = Math.round(households * random.between(...RESIDENTS_PER_HOUSEHOLD));
    return { code, name: comprehensiveName(community, ordinal), kind: 0, households, residents };
  });
}

/** Triangles of all parts of a grid; corners numbered from `firstVertex`. */
function trianglesOf(rings: readonly (readonly Point[])[], firstVertex: number): Triangle[] {
  const triangles: Triangle[] = [];
  let vertex = firstVertex;
  let part: (readonly Point[])[] = [];
  const flush = (): void => {
    if (part.length > 0) triangles.push(...triangulate(part, vertex));
    vertex += part.reduce((count, ring) => count + ring.length, 0);
    part = [];
  };
  for (const ring of rings) {
    if (doubleArea(ring) > 0) flush();
    part.push(ring);
  }
  flush();
  return triangles;
}

/** The part with the largest outer ring and its holes: where a label belongs. */
function mainPart(rings: readonly (readonly Point[])[]): (readonly Point[])[] {
  let best = 0;
  rings.forEach((ring, i) => {
    if (doubleArea(ring) > doubleArea(at(rings, best))) best = i;
  });
  const next = rings.findIndex((ring, i) => i > best && doubleArea(ring) > 0);
  return rings.slice(best, next < 0 ? rings.length : next);
}

/** The whole table but the link to compounds, which are made from it. */
export function gridColumns(grids: readonly SortedGrid[], identities: readonly GridIdentity[]): Omit<GridTable, 'firstCompound'> {
  let vertex = 0;
  const triangles = grids.map((grid) => {
    const own = trianglesOf(grid.rings, vertex);
    vertex += grid.rings.reduce((count, ring) => count + ring.length, 0);
    return own;
  });
  return {
    count: grids.length,
    code: identities.map(({ code }) => code),
    name: identities.map(({ name }) => name),
    isDedicated: Uint8Array.from(grids, (grid) => (grid.isDedicated ? 1 : 0)),
    dedicatedKind: Uint8Array.from(identities, ({ kind }) => kind),
    community: Uint16Array.from(grids, (grid) => grid.community),
    street: Uint16Array.from(grids, (grid) => grid.street),
    district: Uint8Array.from(grids, (grid) => grid.district),
    households: Uint16Array.from(identities, ({ households }) => households),
    residents: Uint16Array.from(identities, ({ residents }) => residents),
    areaSquareMeters: Float32Array.from(grids, (grid) => grid.areaSquareMeters),
    labelPoint: interleave(grids.map((grid) => labelPointOf(mainPart(grid.rings)))),
    outline: polygonSet(grids.map((grid) => grid.rings)),
    triangles: Uint32Array.from(triangles.flat(2)),
    firstTriangle: startsOf(triangles.map((own) => own.length)),
  };
}
