/**
 * The city file: typed arrays one after the other, each on an 8-byte boundary, behind a directory; names and codes in a small JSON beside it.
 * Decoding makes views, it copies nothing.
 */
import {
  type AreaTable,
  type City,
  type CompoundTable,
  type GridTable,
  type PolygonSet,
  type RoadTable,
  type StreetTable,
  type WaterTable,
} from './city.ts';
import { readNames, type AreaNames } from './city-names.ts';

const MAGIC = 0x59544943; // "CITY", little-endian
const FORMAT = 1;
const HEADER_WORDS = 4;
const WORDS_PER_SECTION = 3;
const ALIGNMENT = 8;

type Section = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array;
const KINDS = { Uint8Array: 1, Uint16Array: 2, Uint32Array: 3, Int32Array: 4, Float32Array: 5 } as const;
type Kind = (typeof KINDS)[keyof typeof KINDS];

/** The bytes or the names are not a city of this format; the message says what is wrong. */
export class CityFormatError extends Error {
  override readonly name = 'CityFormatError';
}

function kindOf(section: Section): Kind {
  if (section instanceof Uint8Array) return KINDS.Uint8Array;
  if (section instanceof Uint16Array) return KINDS.Uint16Array;
  if (section instanceof Uint32Array) return KINDS.Uint32Array;
  if (section instanceof Int32Array) return KINDS.Int32Array;
  return KINDS.Float32Array;
}

function align(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

/** Hands out the sections in the order in which they were written. */
class SectionReader {
  readonly #bytes: ArrayBuffer;
  readonly #directory: Uint32Array;
  readonly #count: number;
  #next = 0;

  constructor(bytes: ArrayBuffer) {
    if (bytes.byteLength < HEADER_WORDS * 4) throw new CityFormatError('the city file is too short');
    const [magic, format, count = 0, total] = new Uint32Array(bytes, 0, HEADER_WORDS);
    if (magic !== MAGIC) throw new CityFormatError('not a city file');
    if (format !== FORMAT) throw new CityFormatError(`city file of format ${format}, expected ${FORMAT}`);
    if (total !== bytes.byteLength) throw new CityFormatError(`city file of ${bytes.byteLength} bytes, expected ${total}`);
    this.#bytes = bytes;
    this.#count = count;
    this.#directory = new Uint32Array(bytes, HEADER_WORDS * 4, count * WORDS_PER_SECTION);
  }

  #take(kind: Kind): readonly [offset: number, length: number] {
    const at = this.#next++ * WORDS_PER_SECTION;
    const [found, offset, length] = this.#directory.subarray(at, at + WORDS_PER_SECTION);
    if (found !== kind || offset === undefined || length === undefined) {
      throw new CityFormatError(`section ${this.#next} of the city file has another type`);
    }
    return [offset, length];
  }

  u8 = (): Uint8Array => new Uint8Array(this.#bytes, ...this.#take(KINDS.Uint8Array));
  u16 = (): Uint16Array => new Uint16Array(this.#bytes, ...this.#take(KINDS.Uint16Array));
  u32 = (): Uint32Array => new Uint32Array(this.#bytes, ...this.#take(KINDS.Uint32Array));
  i32 = (): Int32Array => new Int32Array(this.#bytes, ...this.#take(KINDS.Int32Array));
  f32 = (): Float32Array => new Float32Array(this.#bytes, ...this.#take(KINDS.Float32Array));

  end(): void {
    if (this.#next !== this.#count) throw new CityFormatError('the city file has more sections than expected');
  }
}

function readPolygons(reader: SectionReader): PolygonSet {
  return { featureStart: reader.u32(), ringStart: reader.u32(), vertices: reader.i32() };
}

function readAreas(reader: SectionReader, names: AreaNames): AreaTable {
  return {
    count: names.code.length,
    code: names.code,
    name: names.name,
    parent: reader.u16(),
    firstChild: reader.u32(),
    firstGrid: reader.u32(),
    labelPoint: reader.i32(),
    outline: readPolygons(reader),
  };
}

function readStreets(reader: SectionReader, names: AreaNames): StreetTable {
  return { ...readAreas(reader, names), managingBody: reader.u8(), isTown: reader.u8() };
}

function readGrids(reader: SectionReader, names: AreaNames): GridTable {
  return {
    count: names.code.length,
    code: names.code,
    name: names.name,
    isDedicated: reader.u8(),
    dedicatedKind: reader.u8(),
    community: reader.u16(),
    street: reader.u16(),
    district: reader.u8(),
    households: reader.u16(),
    residents: reader.u16(),
    areaSquareMeters: reader.f32(),
    labelPoint: reader.i32(),
    outline: readPolygons(reader),
    triangles: reader.u32(),
    firstTriangle: reader.u32(),
    firstCompound: reader.u32(),
  };
}

function readCompounds(reader: SectionReader, name: readonly string[]): CompoundTable {
  return {
    count: name.length,
    name,
    grid: reader.u16(),
    households: reader.u16(),
    buildings: reader.u8(),
    unitsPerBuilding: reader.u8(),
    floors: reader.u8(),
    labelPoint: reader.i32(),
    outline: readPolygons(reader),
  };
}

function readWater(reader: SectionReader, name: readonly string[]): WaterTable {
  return { count: name.length, name, kind: reader.u8(), outline: readPolygons(reader) };
}

function readRoads(reader: SectionReader, name: readonly string[]): RoadTable {
  return { count: name.length, name, roadClass: reader.u8(), line: readPolygons(reader) };
}

/** Checks that tables and names belong together; a mismatch would only show as wrong labels much later. */
function checkCounts(city: City): void {
  const { districts, streets, communities, grids, compounds } = city;
  const pairs: readonly (readonly [string, number, number])[] = [
    ['districts', districts.count, districts.parent.length],
    ['streets', streets.count, streets.parent.length],
    ['communities', communities.count, communities.parent.length],
    ['grids', grids.count, grids.community.length],
    ['compounds', compounds.count, compounds.grid.length],
    ['water', city.water.count, city.water.kind.length],
    ['roads', city.roads.count, city.roads.roadClass.length],
  ];
  for (const [table, names, rows] of pairs) {
    if (names !== rows) throw new CityFormatError(`${names} names for ${rows} ${table}`);
  }
}

/**
 * Views on the bytes of city.bin with the names of names.json. Throws CityFormatError. Content is trusted: the loader has checked its SHA-256.
 */
export function decodeCity(bin: ArrayBuffer, names: unknown): City {
  const reader = new SectionReader(bin);
  const found = readNames(names);
  if (!found) throw new CityFormatError('the names of the city are not in the expected form');
  const city: City = {
    version: found.version,
    name: found.name,
    code: found.code,
    districts: readAreas(reader, found.districts),
    streets: readStreets(reader, found.streets),
    communities: readAreas(reader, found.communities),
    grids: readGrids(reader, found.grids),
    compounds: readCompounds(reader, found.compounds),
    managingBodies: found.managingBodies,
    water: readWater(reader, found.water),
    roads: readRoads(reader, found.roads),
  };
  reader.end();
  checkCounts(city);
  return city;
}

function polygonSections({ featureStart, ringStart, vertices }: PolygonSet): Section[] {
  return [featureStart, ringStart, vertices];
}

function areaSections(areas: AreaTable): Section[] {
  return [areas.parent, areas.firstChild, areas.firstGrid, areas.labelPoint, ...polygonSections(areas.outline)];
}

function gridSections(grids: GridTable): Section[] {
  return [
    grids.isDedicated,
    grids.dedicatedKind,
    grids.community,
    grids.street,
    grids.district,
    grids.households,
    grids.residents,
    grids.areaSquareMeters,
    grids.labelPoint,
    ...polygonSections(grids.outline),
    grids.triangles,
    grids.firstTriangle,
    grids.firstCompound,
  ];
}

function compoundSections(compounds: CompoundTable): Section[] {
  return [
    compounds.grid,
    compounds.households,
    compounds.buildings,
    compounds.unitsPerBuilding,
    compounds.floors,
    compounds.labelPoint,
    ...polygonSections(compounds.outline),
  ];
}

/** Everything of a city but its strings, in the order in which SectionReader takes it. */
function sectionsOf(city: Omit<City, 'version'>): Section[] {
  return [
    ...areaSections(city.districts),
    ...areaSections(city.streets),
    city.streets.managingBody,
    city.streets.isTown,
    ...areaSections(city.communities),
    ...gridSections(city.grids),
    ...compoundSections(city.compounds),
    city.water.kind,
    ...polygonSections(city.water.outline),
    city.roads.roadClass,
    ...polygonSections(city.roads.line),
  ];
}

/** The bytes of city.bin. Little-endian like every machine this runs on. */
export function encodeCity(city: Omit<City, 'version'>): ArrayBuffer {
  const sections = sectionsOf(city);
  let offset = align((HEADER_WORDS + sections.length * WORDS_PER_SECTION) * 4);
  const offsets = sections.map((section) => {
    const start = offset;
    offset = align(offset + section.byteLength);
    return start;
  });
  const bytes = new ArrayBuffer(offset);
  const directory = sections.flatMap((section, i) => [kindOf(section), offsets[i] ?? 0, section.length]);
  new Uint32Array(bytes).set([MAGIC, FORMAT, sections.length, offset, ...directory]);
  sections.forEach((section, i) => {
    new Uint8Array(bytes).set(new Uint8Array(section.buffer, section.byteOffset, section.byteLength), offsets[i]);
  });
  return bytes;
}
