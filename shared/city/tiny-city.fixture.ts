/** A city of two square grids side by side, for tests that need a City but no Nanjing. */
import type { AreaTable, City, PolygonSet } from './city.ts';

const SIDE = 100_000;
const WEST = 1_188_000_000;
const SOUTH = 320_000_000;

function square(column: number, inset: number): number[] {
  const [west, east] = [WEST + column * SIDE + inset, WEST + (column + 1) * SIDE - inset];
  const [south, north] = [SOUTH + inset, SOUTH + SIDE - inset];
  return [west, south, east, south, east, north, west, north];
}

function polygons(rings: readonly (readonly number[])[]): PolygonSet {
  let vertices = 0;
  const starts = rings.map((ring) => (vertices += ring.length / 2) - ring.length / 2);
  return {
    featureStart: Uint32Array.from({ length: rings.length + 1 }, (_, i) => i),
    ringStart: Uint32Array.from([...starts, vertices]),
    vertices: Int32Array.from(rings.flat()),
  };
}

const MIDDLE = Int32Array.of(WEST + SIDE / 2, SOUTH + SIDE / 2);
const WHOLE = polygons([[WEST, SOUTH, WEST + 2 * SIDE, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE, WEST, SOUTH + SIDE]]);

function area(code: string, name: string, children: number): AreaTable {
  return {
    count: 1,
    code: [code],
    name: [name],
    parent: Uint16Array.of(0),
    firstChild: Uint32Array.of(0, children),
    firstGrid: Uint32Array.of(0, 2),
    labelPoint: MIDDLE,
    outline: WHOLE,
  };
}

/** Two grids, one compound in the second, one lake and one road; both grids in one community. */
export function tinyCity(): City {
  return {
    version: 'tiny',
    name: '南京市',
    code: '320100',
    districts: area('320106', '鼓楼区', 1),
    streets: { ...area('320106009', '热河南路街道', 1), managingBody: Uint8Array.of(0), isTown: Uint8Array.of(0) },
    communities: area('320106009001', '静海寺社区', 2),
    grids: {
      count: 2,
      code: ['320106009001001', '320106009001901'],
      name: ['静海寺社区01网格', '静海寺医院专属网格'],
      isDedicated: Uint8Array.of(0, 1),
      dedicatedKind: Uint8Array.of(0, 2),
      community: Uint16Array.of(0, 0),
      street: Uint16Array.of(0, 0),
      district: Uint8Array.of(0, 0),
      households: Uint16Array.of(300, 20),
      residents: Uint16Array.of(800, 50),
      areaSquareMeters: Float32Array.of(1e6, 1e6),
      labelPoint: Int32Array.of(WEST + SIDE / 2, SOUTH + SIDE / 2, WEST + 1.5 * SIDE, SOUTH + SIDE / 2),
      outline: polygons([square(0, 0), square(1, 0)]),
      triangles: Uint32Array.of(0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7),
      firstTriangle: Uint32Array.of(0, 2, 4),
      firstCompound: Uint32Array.of(0, 0, 1),
    },
    compounds: {
      count: 1,
      name: ['云锦苑'],
      grid: Uint16Array.of(1),
      households: Uint16Array.of(12),
      buildings: Uint8Array.of(1),
      unitsPerBuilding: Uint8Array.of(1),
      floors: Uint8Array.of(6),
      labelPoint: Int32Array.of(WEST + 1.5 * SIDE, SOUTH + SIDE / 2),
      outline: polygons([square(1, 20_000)]),
    },
    managingBodies: ['鼓楼区', '江北新区'],
    water: { count: 1, name: ['长江'], kind: Uint8Array.of(0), outline: polygons([square(2, 0)]) },
    roads: { count: 1, name: ['建宁路'], roadClass: Uint8Array.of(1), line: polygons([[WEST, SOUTH, WEST + SIDE, SOUTH]]) },
  };
}
