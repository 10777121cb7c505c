/** Puts the whole City together: areas dissolved from grids, tables sorted so that descendants are contiguous. */
import {
  ROAD_CLASSES,
  WATER_KINDS,
  type AreaTable,
  type City,
  type RoadTable,
  type StreetTable,
  type WaterTable,
} from '../../shared/city/city.ts';
import { at, get, range, type Point } from './basics.ts';
import { compoundTable } from './compound-table.ts';
import { dissolve } from './dissolve.ts';
import { readDistricts, type District } from './districts.ts';
import { JIANGBEI_STREETS, readStreets, type Community, type Street } from './divisions.ts';
import { waterOf } from './face-labels.ts';
import { gridColumns, identifyGrids, orderRings, sortGrids, type SortedGrid, type SortedPlane } from './grid-table.ts';
import { buildPlane, type Plane } from './plane.ts';
import { distance } from './polygon.ts';
import { buildRoads, type Road } from './roads.ts';
import { childStarts, interleave, polygonSet } from './tables.ts';
import { buildWater, type WaterBody } from './water.ts';

const JIANGBEI = '江北新区';

interface AreaInput {
  readonly code: readonly string[];
  readonly name: readonly string[];
  readonly parent: readonly number[];
  readonly firstChild: Uint32Array;
  /** Area of every grid. */
  readonly ofGrid: readonly number[];
  /** Area of a face, or a negative number. */
  readonly ofFace: (face: number) => number;
}

/** Label point of the grid nearest to the middle of the area: inside it and dry, since grids' own points are. */
function labelOfArea(grids: readonly number[], labelPoint: Int32Array, areaSquareMeters: Float32Array): Point {
  const place = (grid: number): Point => ({ x: at(labelPoint, 2 * grid), y: at(labelPoint, 2 * grid + 1) });
  let total = 0;
  let x = 0;
  let y = 0;
  for (const grid of grids) {
    const weight = at(areaSquareMeters, grid);
    total += weight;
    x += place(grid).x * weight;
    y += place(grid).y * weight;
  }
  const middle = { x: x / total, y: y / total };
  return grids.map(place).reduce((best, point) => (distance(point, middle) < distance(best, middle) ? point : best));
}

function areaTable(plane: Plane, grids: City['grids'], input: AreaInput): AreaTable {
  const count = input.code.length;
  const rings = dissolve(plane.graph, (face) => (face < 0 ? -1 : input.ofFace(face)), 0);
  const members: number[][] = Array.from({ length: count }, () => []);
  input.ofGrid.forEach((area, grid) => at(members, area).push(grid));
  const toPoints = (ring: readonly number[]): Point[] => ring.map((vertex) => at(plane.graph.points, vertex));
  return {
    count,
    code: input.code,
    name: input.name,
    parent: Uint16Array.from(input.parent),
    firstChild: input.firstChild,
    firstGrid: childStarts(input.ofGrid, count),
    labelPoint: interleave(members.map((own) => labelOfArea(own, grids.labelPoint, grids.areaSquareMeters))),
    outline: polygonSet(range(count).map((area) => orderRings(get(rings, area).map(toPoints)))),
  };
}

interface Sources {
  readonly districts: readonly District[];
  readonly streets: readonly Street[];
  readonly communities: readonly Community[];
  readonly streetOfCommunity: readonly number[];
  readonly districtOfStreet: readonly number[];
  readonly water: readonly WaterBody[];
  readonly roads: readonly Road[];
}

function readSources(): Sources {
  const districts = readDistricts();
  const streets = readStreets();
  return {
    districts,
    streets,
    communities: streets.flatMap((street) => street.communities),
    streetOfCommunity: streets.flatMap((street, index) => street.communities.map(() => index)),
    districtOfStreet: streets.map((street) => districts.findIndex(({ code }) => street.code.startsWith(code))),
    water: buildWater(),
    roads: buildRoads(),
  };
}

/** Land and water of a district: its outline is the real border, in the middle of the river. */
function districtOfFace(sorted: SortedPlane): (face: number) => number {
  return (face) => {
    const grid = at(sorted.gridOfFace, face);
    return grid >= 0 ? at(sorted.grids, grid).district : (waterOf(grid)?.district ?? -1);
  };
}

function managingBodyOf(street: Street, district: number, districts: readonly District[]): number {
  return JIANGBEI_STREETS.has(street.code) ? districts.length : district;
}

function streetTable(areas: AreaTable, { streets, districts, districtOfStreet }: Sources): StreetTable {
  return {
    ...areas,
    managingBody: Uint8Array.from(streets, (street, i) => managingBodyOf(street, at(districtOfStreet, i), districts)),
    isTown: Uint8Array.from(streets, (street) => (street.isTown ? 1 : 0)),
  };
}

/** Bodies of water as united faces; a name may have several rivers' worth of rings. */
function waterTable(plane: Plane, water: readonly WaterBody[]): WaterTable {
  const rings = dissolve(plane.graph, (face) => (face < 0 ? -1 : (waterOf(at(plane.label, face))?.body ?? -1)), 0);
  return {
    count: water.length,
    name: water.map(({ name }) => name),
    kind: Uint8Array.from(water, ({ kind }) => WATER_KINDS.indexOf(kind)),
    outline: polygonSet(water.map((_, i) => orderRings(get(rings, i).map((ring) => ring.map((vertex) => at(plane.graph.points, vertex)))))),
  };
}

function roadTable(roads: readonly Road[]): RoadTable {
  return {
    count: roads.length,
    name: roads.map(({ name }) => name),
    roadClass: Uint8Array.from(roads, ({ roadClass }) => ROAD_CLASSES.indexOf(roadClass)),
    line: polygonSet(roads.map(({ line }) => [line])),
  };
}

function areaTables(
  plane: Plane,
  sorted: SortedPlane,
  grids: City['grids'],
  sources: Sources,
): Pick<City, 'districts' | 'streets' | 'communities'> {
  const { districts, streets, communities, streetOfCommunity, districtOfStreet } = sources;
  const gridFace =
    (of: (grid: SortedGrid) => number) =>
    (face: number): number => {
      const grid = at(sorted.gridOfFace, face);
      return grid < 0 ? -1 : of(at(sorted.grids, grid));
    };
  const table = (
    areas: readonly { readonly code: string; readonly name: string }[],
    rest: Omit<AreaInput, 'code' | 'name' | 'ofGrid'>,
    of: (grid: SortedGrid) => number,
  ): AreaTable =>
    areaTable(plane, grids, {
      code: areas.map(({ code }) => code),
      name: areas.map(({ name }) => name),
      ofGrid: sorted.grids.map(of),
      ...rest,
    });
  const byDistrict = {
    parent: districts.map(() => 0),
    firstChild: childStarts(districtOfStreet, districts.length),
    ofFace: districtOfFace(sorted),
  };
  const byStreet = {
    parent: districtOfStreet,
    firstChild: childStarts(streetOfCommunity, streets.length),
    ofFace: gridFace((grid) => grid.street),
  };
  const byCommunity = {
    parent: streetOfCommunity,
    firstChild: childStarts(
      sorted.grids.map((grid) => grid.community),
      communities.length,
    ),
    ofFace: gridFace((grid) => grid.community),
  };
  return {
    districts: table(districts, byDistrict, (grid) => grid.district),
    streets: streetTable(
      table(streets, byStreet, (grid) => grid.street),
      sources,
    ),
    communities: table(communities, byCommunity, (grid) => grid.community),
  };
}

/** The city without its version, which is the hash of its bytes. */
export function assembleCity(): Omit<City, 'version'> {
  const sources = readSources();
  const { districts, streets, communities, water, roads } = sources;
  const plane = buildPlane(sources);
  const sorted = sortGrids(plane);
  const identities = identifyGrids(sorted.grids, streets, communities);
  const compounds = compoundTable(sorted.grids, identities);
  const firstCompound = childStarts([...compounds.grid], sorted.grids.length);
  const grids = { ...gridColumns(sorted.grids, identities), firstCompound };
  return {
    name: '南京市',
    code: '320100',
    ...areaTables(plane, sorted, grids, sources),
    grids,
    compounds,
    managingBodies: [...districts.map(({ name }) => name), JIANGBEI],
    water: waterTable(plane, water),
    roads: roadTable(roads),
  };
}
