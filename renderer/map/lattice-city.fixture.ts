import { type AreaTable, type City, COORDINATE_SCALE, type PolygonSet } from '../../shared/city/city.ts';

/** Side of a grid in units of 1e-7 degrees, and the city's south-west corner. */
const SIDE = 100_000;
const WEST = 118 * COORDINATE_SCALE;
const SOUTH = 32 * COORDINATE_SCALE;

/** Boxes from … to in lattice cells, counter-clockwise. */
function boxes(cells: readonly (readonly [west: number, south: number, east: number, north: number])[]): PolygonSet {
  return {
    featureStart: Uint32Array.from({ length: cells.length + 1 }, (_, index) => index),
    ringStart: Uint32Array.from({ length: cells.length + 1 }, (_, index) => 4 * index),
    vertices: Int32Array.from(
      cells.flatMap(([west, south, east, north]) => {
        const [w, s, e, n] = [WEST + west * SIDE, SOUTH + south * SIDE, WEST + east * SIDE, SOUTH + north * SIDE];
        return [w, s, e, s, e, n, w, n];
      }),
    ),
  };
}

function middles(outline: PolygonSet): Int32Array {
  const points = new Int32Array(outline.vertices.length / 4);
  for (let index = 0; index < points.length; index += 2) {
    points[index] = ((outline.vertices[4 * index] ?? 0) + (outline.vertices[4 * index + 4] ?? 0)) / 2;
    points[index + 1] = ((outline.vertices[4 * index + 1] ?? 0) + (outline.vertices[4 * index + 5] ?? 0)) / 2;
  }
  return points;
}

function areas(outline: PolygonSet, name: string, parent: number[], firstChild: number[], firstGrid: number[]): AreaTable {
  const count = parent.length;
  return {
    count,
    code: Array.from({ length: count }, (_, index) => `${name}-${index}`),
    name: Array.from({ length: count }, (_, index) => `${name}${index}`),
    parent: Uint16Array.from(parent),
    firstChild: Uint32Array.from(firstChild),
    firstGrid: Uint32Array.from(firstGrid),
    labelPoint: middles(outline),
    outline,
  };
}

const NOTHING: PolygonSet = { featureStart: Uint32Array.of(0), ringStart: Uint32Array.of(0), vertices: new Int32Array(0) };

/**
 * A small city for tests: a square of rows × rows grids, row by row from the south-west; every row is a community, both halves of the rows a
 * street, both streets in one district. The last grid of a row is dedicated.
 */
export function latticeCity(rows: number): City {
  const half = Math.floor(rows / 2);
  const cells = Array.from({ length: rows * rows }, (_, grid) => {
    const [column, row] = [grid % rows, Math.floor(grid / rows)];
    return [column, row, column + 1, row + 1] as const;
  });
  const outline = boxes(cells);
  const count = cells.length;
  const communities = Array.from({ length: rows }, (_, row) => row);
  const streetOfRow = communities.map((row) => (row < half ? 0 : 1));
  const rowOf = (grid: number): number => Math.floor(grid / rows);
  return {
    version: 'lattice',
    name: '方格市',
    code: '000000',
    districts: areas(boxes([[0, 0, rows, rows]]), '区', [0], [0, 2], [0, count]),
    streets: {
      ...areas(
        boxes([
          [0, 0, rows, half],
          [0, half, rows, rows],
        ]),
        '街道',
        [0, 0],
        [0, half, rows],
        [0, half * rows, count],
      ),
      managingBody: new Uint8Array(2),
      isTown: new Uint8Array(2),
    },
    communities: areas(
      boxes(communities.map((row) => [0, row, rows, row + 1] as const)),
      '社区',
      streetOfRow,
      Array.from({ length: rows + 1 }, (_, row) => row * rows),
      Array.from({ length: rows + 1 }, (_, row) => row * rows),
    ),
    grids: {
      count,
      code: cells.map((_, grid) => `G${grid}`),
      name: cells.map((_, grid) => `网格${grid}`),
      isDedicated: Uint8Array.from(cells, (_, grid) => (grid % rows === rows - 1 ? 1 : 0)),
      dedicatedKind: new Uint8Array(count),
      community: Uint16Array.from(cells, (_, grid) => rowOf(grid)),
      street: Uint16Array.from(cells, (_, grid) => streetOfRow[rowOf(grid)] ?? 0),
      district: new Uint8Array(count),
      // Nobody lives in the last one.
      households: Uint16Array.from(cells, (_, grid) => (grid === count - 1 ? 0 : 100 + grid)),
      residents: new Uint16Array(count),
      areaSquareMeters: new Float32Array(count),
      labelPoint: middles(outline),
      outline,
      triangles: Uint32Array.from(cells.flatMap((_, grid) => [0, 1, 2, 0, 2, 3].map((corner) => 4 * grid + corner))),
      firstTriangle: Uint32Array.from({ length: count + 1 }, (_, grid) => 2 * grid),
      firstCompound: new Uint32Array(count + 1),
    },
    compounds: {
      count: 0,
      name: [],
      grid: new Uint16Array(0),
      households: new Uint16Array(0),
      buildings: new Uint8Array(0),
      unitsPerBuilding: new Uint8Array(0),
      floors: new Uint8Array(0),
      labelPoint: new Int32Array(0),
      outline: NOTHING,
    },
    managingBodies: ['区0'],
    water: { count: 0, name: [], kind: new Uint8Array(0), outline: NOTHING },
    roads: { count: 0, name: [], roadClass: new Uint8Array(0), line: NOTHING },
  };
}
