import type { AreaTable, City, PolygonSet } from '../../shared/city/city.ts';

const NO_SHAPES: PolygonSet = { featureStart: new Uint32Array(1), ringStart: new Uint32Array(1), vertices: new Int32Array(0) };

function areas(code: readonly string[], parent: readonly number[], firstChild: readonly number[], firstGrid: readonly number[]): AreaTable {
  return {
    count: code.length,
    code,
    name: code.map((text) => `area ${text}`),
    parent: Uint16Array.from(parent),
    firstChild: Uint32Array.from(firstChild),
    firstGrid: Uint32Array.from(firstGrid),
    labelPoint: new Int32Array(code.length * 2),
    outline: NO_SHAPES,
  };
}

/** A city for tests, without shapes: 2 districts, 3 streets, 4 communities, 8 grids, 2 in each community. */
export function smallCity(): City {
  const gridCodes = Array.from({ length: 8 }, (_, grid) => `grid-${grid}`);
  return {
    version: 'small',
    name: 'small city',
    code: '320100',
    districts: areas(['320101', '320102'], [0, 0], [0, 2, 3], [0, 6, 8]),
    streets: {
      ...areas(['320101001', '320101002', '320102001'], [0, 0, 1], [0, 2, 3, 4], [0, 4, 6, 8]),
      managingBody: Uint8Array.of(0, 0, 2),
      isTown: Uint8Array.of(0, 0, 1),
    },
    communities: areas(['320101001001', '320101001002', '320101002001', '320102001001'], [0, 0, 1, 2], [0, 2, 4, 6, 8], [0, 2, 4, 6, 8]),
    grids: {
      count: 8,
      code: gridCodes,
      name: gridCodes,
      isDedicated: new Uint8Array(8),
      dedicatedKind: new Uint8Array(8),
      community: Uint16Array.of(0, 0, 1, 1, 2, 2, 3, 3),
      street: Uint16Array.of(0, 0, 0, 0, 1, 1, 2, 2),
      district: Uint8Array.of(0, 0, 0, 0, 0, 0, 1, 1),
      households: new Uint16Array(8).fill(100),
      residents: new Uint16Array(8).fill(250),
      areaSquareMeters: new Float32Array(8),
      labelPoint: new Int32Array(16),
      outline: NO_SHAPES,
      triangles: new Uint32Array(0),
      firstTriangle: new Uint32Array(9),
      firstCompound: new Uint32Array(9),
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
      outline: NO_SHAPES,
    },
    managingBodies: ['area 320101', 'area 320102', 'new area'],
    water: { count: 0, name: [], kind: new Uint8Array(0), outline: NO_SHAPES },
    roads: { count: 0, name: [], roadClass: new Uint8Array(0), line: NO_SHAPES },
  };
}
