/** Decides which grid or water every face of the plane belongs to. */
import { at, type Point } from './basics.ts';
import type { FindCell } from './cells.ts';
import type { District } from './districts.ts';
import { ROAD_EDGE } from './edges.ts';
import type { PlanarGraph } from './planar-graph.ts';
import { distance, doubleArea, insideShape, pointInside } from './polygon.ts';
import { metersFromUnits, squareMetersPerUnit } from './projection.ts';
import { waterAt, type WaterBody } from './water.ts';

/** Label of faces outside the city and of no water. */
export const OUTSIDE = -1;
/** Labels from here down are water; see waterLabel. */
const WATER = -2;
/** More than there are districts: water keeps the district it lies in, so that mid-river borders survive. */
const DISTRICT_SLOTS = 16;

/** Label of a body of water within a district (−1: outside all). */
function waterLabel(body: number, district: number): number {
  return WATER - (body * DISTRICT_SLOTS + district + 1);
}

/** Body and district of a water label; undefined for grids and the outside. */
export function waterOf(label: number): { readonly body: number; readonly district: number } | undefined {
  if (label > WATER) return undefined;
  const packed = WATER - label;
  return { body: Math.floor(packed / DISTRICT_SLOTS), district: (packed % DISTRICT_SLOTS) - 1 };
}

/** No label is lower, with so many bodies of water. */
export function lowestLabel(bodies: number): number {
  return WATER - bodies * DISTRICT_SLOTS;
}

interface LabelInput {
  readonly graph: PlanarGraph;
  readonly districts: readonly District[];
  readonly water: readonly WaterBody[];
  /** Finder of each district; counts cells from 0. */
  readonly findCell: readonly FindCell[];
  /** First grid of each district. */
  readonly firstGrid: readonly number[];
}

export interface FaceLabels {
  /** Grid, OUTSIDE or a water label. */
  readonly label: Int32Array;
  readonly district: Int32Array;
  readonly areaSquareMeters: Float64Array;
}

export function facePoints(graph: PlanarGraph, face: number): Point[][] {
  return at(graph.faceRings, face).map((ring) => Array.from(ring, (vertex) => at(graph.points, vertex)));
}

/** The label a face would have from its place alone. */
export function placeLabels({ graph, districts, water, findCell, firstGrid }: LabelInput): FaceLabels {
  const label = new Int32Array(graph.faceCount).fill(OUTSIDE);
  const district = new Int32Array(graph.faceCount).fill(-1);
  const areaSquareMeters = new Float64Array(graph.faceCount);
  for (let face = 0; face < graph.faceCount; face++) {
    const rings = facePoints(graph, face);
    const { x, y } = pointInside(rings);
    const body = waterAt(water, x, y);
    const home = districts.findIndex(({ shape }) => insideShape(shape, x, y));
    district[face] = home;
    areaSquareMeters[face] = rings.reduce((total, ring) => total + doubleArea(ring) / 2, 0) * squareMetersPerUnit(y);
    if (body >= 0) label[face] = waterLabel(body, home);
    else if (home >= 0) {
      const place = metersFromUnits({ x, y });
      label[face] = at(firstGrid, home) + at(findCell, home)(place.x, place.y);
    }
  }
  return { label, district, areaSquareMeters };
}

interface Pieces {
  readonly pieceOf: Int32Array;
  readonly area: number[];
  readonly label: number[];
  readonly halves: number[][];
}

/** Connected parts of equal label; a road separates. */
function findPieces(graph: PlanarGraph, labels: FaceLabels, halvesOfFace: readonly (readonly number[])[]): Pieces {
  const pieceOf = new Int32Array(graph.faceCount).fill(-1);
  const pieces: Pieces = { pieceOf, area: [], label: [], halves: [] };
  for (let start = 0; start < graph.faceCount; start++) {
    if (at(pieceOf, start) >= 0 || at(labels.label, start) < 0) continue;
    const piece = pieces.area.length;
    const stack = [start];
    pieceOf[start] = piece;
    let area = 0;
    const halves: number[] = [];
    for (let face = stack.pop(); face !== undefined; face = stack.pop()) {
      area += at(labels.areaSquareMeters, face);
      for (const half of at(halvesOfFace, face)) {
        halves.push(half);
        const other = at(graph.face, half ^ 1);
        const open = other >= 0 && at(labels.label, other) === at(labels.label, face) && !(at(graph.flags, half >> 1) & ROAD_EDGE);
        if (!open || at(pieceOf, other) >= 0) continue;
        pieceOf[other] = piece;
        stack.push(other);
      }
    }
    pieces.area.push(area);
    pieces.label.push(at(labels.label, start));
    pieces.halves.push(halves);
  }
  return pieces;
}

function mainPieces({ area, label }: Pieces): Map<number, number> {
  const main = new Map<number, number>();
  for (let piece = 0; piece < area.length; piece++) {
    const known = main.get(at(label, piece));
    if (known === undefined || at(area, piece) > at(area, known)) main.set(at(label, piece), piece);
  }
  return main;
}

/** How much likelier a piece joins a neighbour of its own community or street. */
type Kinship = (gridA: number, gridB: number) => number;

const ROAD_RELUCTANCE = 0.001;
const MOST_ROUNDS = 12;
/** Land on the wrong bank, cut off by a drawn river from its own district, becomes river up to this size. */
const MOST_FLOODED_SQUARE_METERS = 900_000;

function edgeMeters(graph: PlanarGraph, half: number): number {
  const from = metersFromUnits(at(graph.points, at(graph.origin, half)));
  return distance(from, metersFromUnits(at(graph.points, at(graph.origin, half ^ 1))));
}

/** The label that a cut-off piece should take, or undefined when it has no neighbour to join. */
function bestNeighbour(
  graph: PlanarGraph,
  labels: FaceLabels,
  pieces: Pieces,
  piece: number,
  main: ReadonlyMap<number, number>,
  kinship: Kinship,
): number | undefined {
  const own = at(pieces.label, piece);
  const votes = new Map<number, number>();
  for (const half of at(pieces.halves, piece)) {
    const here = at(graph.face, half);
    const there = at(graph.face, half ^ 1);
    if (there < 0 || at(labels.district, there) !== at(labels.district, here)) continue;
    const label = at(labels.label, there);
    if (label < 0 || at(pieces.pieceOf, there) === piece || main.get(label) !== at(pieces.pieceOf, there)) continue;
    const reluctance = at(graph.flags, half >> 1) & ROAD_EDGE ? ROAD_RELUCTANCE : 1;
    votes.set(label, (votes.get(label) ?? 0) + edgeMeters(graph, half) * reluctance * kinship(own, label));
  }
  let best: number | undefined;
  for (const [label, vote] of votes) if (best === undefined || vote > (votes.get(best) ?? 0)) best = label;
  return best;
}

/** The water a piece should drown in: only when it lies between water and another district or the outside. */
function floodLabel(graph: PlanarGraph, labels: FaceLabels, pieces: Pieces, piece: number): number | undefined {
  if (at(pieces.area, piece) > MOST_FLOODED_SQUARE_METERS) return undefined;
  let water: number | undefined;
  let atBorder = false;
  for (const half of at(pieces.halves, piece)) {
    const there = at(graph.face, half ^ 1);
    const label = there < 0 ? OUTSIDE : at(labels.label, there);
    if (label <= WATER) water ??= label;
    else if (label === OUTSIDE || at(pieces.pieceOf, there) !== piece) atBorder = true;
  }
  return atBorder ? water : undefined;
}

function relabel(graph: PlanarGraph, labels: FaceLabels, pieces: Pieces, piece: number, label: number): void {
  for (const half of at(pieces.halves, piece)) labels.label[at(graph.face, half)] = label;
}

/**
 * Gives every piece that a river, road or border cut off from the main part of its grid to the neighbour with the longest common edge, so that grids
 * are of one piece and end at rivers and roads. Islands without a neighbour stay exclaves of their grid.
 */
export function joinLoosePieces(graph: PlanarGraph, labels: FaceLabels, kinship: Kinship): void {
  const halvesOfFace: number[][] = Array.from({ length: graph.faceCount }, () => []);
  graph.face.forEach((face, half) => face >= 0 && at(halvesOfFace, face).push(half));
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const pieces = findPieces(graph, labels, halvesOfFace);
    const main = mainPieces(pieces);
    let changed = 0;
    for (let piece = 0; piece < pieces.area.length; piece++) {
      if (main.get(at(pieces.label, piece)) === piece) continue;
      const label = bestNeighbour(graph, labels, pieces, piece, main, kinship) ?? floodLabel(graph, labels, pieces, piece);
      if (label === undefined || label === at(pieces.label, piece)) continue;
      relabel(graph, labels, pieces, piece, label);
      changed += 1;
    }
    if (changed === 0) return;
  }
}
