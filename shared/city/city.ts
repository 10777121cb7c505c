/**
 * The city as the application reads it: areas, grids, compounds, water and arterials in flat typed arrays.
 * Everything is ordered so that the descendants of any area are one contiguous range of indices:
 * districts ⊃ streets ⊃ communities ⊃ grids ⊃ compounds. An index is only valid for one `City.version`.
 */

/** Rings of many features. A ring is open (first vertex not repeated); outer rings wind counter-clockwise, holes clockwise. */
export interface PolygonSet {
  /** Feature f owns rings featureStart[f] … featureStart[f + 1] − 1. */
  readonly featureStart: Uint32Array;
  /** Ring r owns vertices ringStart[r] … ringStart[r + 1] − 1. */
  readonly ringStart: Uint32Array;
  /** Interleaved longitude, latitude in 1e-7 degrees, WGS-84. */
  readonly vertices: Int32Array;
}

/** Open polylines of many features, laid out like PolygonSet (`ringStart` is the start of each line). */
export type LineSet = PolygonSet;

/** Units per degree of every stored coordinate. */
export const COORDINATE_SCALE = 1e7;

export interface AreaTable {
  readonly count: number;
  /** Division codes of 6 (district), 9 (street) and 12 (community) digits. */
  readonly code: readonly string[];
  readonly name: readonly string[];
  /** Index of the parent in the table one level up (0 for districts). */
  readonly parent: Uint16Array;
  /** Children in the table one level down: firstChild[i] … firstChild[i + 1] − 1. */
  readonly firstChild: Uint32Array;
  /** Grids of the area: firstGrid[i] … firstGrid[i + 1] − 1. */
  readonly firstGrid: Uint32Array;
  /** Interleaved label point (inside the area, not in water), 1e-7 degrees. */
  readonly labelPoint: Int32Array;
  readonly outline: PolygonSet;
}

export interface StreetTable extends AreaTable {
  /** Index into City.managingBodies: the body that manages the street, which may differ from its statistical district. */
  readonly managingBody: Uint8Array;
  /** 0 街道, 1 镇. */
  readonly isTown: Uint8Array;
}

/** Why a dedicated grid (专属网格) exists; index 0 stands for comprehensive grids. */
export const DEDICATED_KINDS = [
  'none',
  'campus',
  'hospital',
  'park',
  'station',
  'mall',
  'industrial',
  'market',
  'office',
  'scenic',
  'construction',
] as const;
export type DedicatedKind = (typeof DEDICATED_KINDS)[number];

export interface GridTable {
  readonly count: number;
  /** Grid code: text, never a number; no arithmetic on it. */
  readonly code: readonly string[];
  readonly name: readonly string[];
  /** 0 comprehensive (综合网格), 1 dedicated (专属网格). */
  readonly isDedicated: Uint8Array;
  /** Index into DEDICATED_KINDS. */
  readonly dedicatedKind: Uint8Array;
  readonly community: Uint16Array;
  readonly street: Uint16Array;
  readonly district: Uint8Array;
  readonly households: Uint16Array;
  readonly residents: Uint16Array;
  readonly areaSquareMeters: Float32Array;
  readonly labelPoint: Int32Array;
  readonly outline: PolygonSet;
  /** Triangulation of `outline`: three vertex indices (into outline.vertices / 2) a triangle, triangles of a grid contiguous. */
  readonly triangles: Uint32Array;
  /** Grid g owns triangles firstTriangle[g] … firstTriangle[g + 1] − 1. */
  readonly firstTriangle: Uint32Array;
  /** Compounds in the grid: firstCompound[g] … firstCompound[g + 1] − 1. */
  readonly firstCompound: Uint32Array;
}

export interface CompoundTable {
  readonly count: number;
  readonly name: readonly string[];
  readonly grid: Uint16Array;
  readonly households: Uint16Array;
  readonly buildings: Uint8Array;
  /** Staircases (单元) a building and floors a building, the same for all buildings of a compound. */
  readonly unitsPerBuilding: Uint8Array;
  readonly floors: Uint8Array;
  readonly labelPoint: Int32Array;
  readonly outline: PolygonSet;
}

export const WATER_KINDS = ['river', 'lake'] as const;

export interface WaterTable {
  readonly count: number;
  readonly name: readonly string[];
  /** Index into WATER_KINDS. */
  readonly kind: Uint8Array;
  readonly outline: PolygonSet;
}

export const ROAD_CLASSES = ['ring', 'arterial', 'bridge', 'metro'] as const;

export interface RoadTable {
  readonly count: number;
  readonly name: readonly string[];
  /** Index into ROAD_CLASSES. */
  readonly roadClass: Uint8Array;
  readonly line: LineSet;
}

export interface City {
  /** SHA-256 of the city file in hexadecimal: indices are only valid within one version. */
  readonly version: string;
  readonly name: string;
  readonly code: string;
  readonly districts: AreaTable;
  readonly streets: StreetTable;
  readonly communities: AreaTable;
  readonly grids: GridTable;
  readonly compounds: CompoundTable;
  /** The 11 districts in order, then 江北新区. */
  readonly managingBodies: readonly string[];
  readonly water: WaterTable;
  readonly roads: RoadTable;
}
