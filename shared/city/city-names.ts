/**
 * Names and codes of the city as compact JSON. A child's code is stored as what follows its parent's code, a grid's name as what follows its
 * community's name: 12,410 names then cost little more than their own characters.
 */
import type { City } from './city.ts';

export interface AreaNames {
  readonly code: readonly string[];
  readonly name: readonly string[];
}

interface CityNames {
  readonly version: string;
  readonly name: string;
  readonly code: string;
  readonly managingBodies: readonly string[];
  readonly districts: AreaNames;
  readonly streets: AreaNames;
  readonly communities: AreaNames;
  readonly grids: AreaNames;
  readonly compounds: readonly string[];
  readonly water: readonly string[];
  readonly roads: readonly string[];
}

/** The stored form: one text a column, rows separated by commas; `children` counts the rows of each parent in order. */
interface StoredTable {
  readonly children: readonly number[];
  readonly code: string;
  readonly name: string;
}

interface StoredNames {
  readonly version: string;
  readonly name: string;
  readonly code: string;
  readonly managingBodies: string;
  readonly districts: StoredTable;
  readonly streets: StoredTable;
  readonly communities: StoredTable;
  readonly grids: StoredTable;
  readonly compounds: string;
  readonly water: string;
  readonly roads: string;
}

const SEPARATOR = ',';
/** Stands for the name of the parent at the start of a name. */
const PARENT_NAME = '~';

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function textOf(value: unknown, key: string): string | undefined {
  const field = fieldOf(value, key);
  return typeof field === 'string' ? field : undefined;
}

function listOf(value: unknown, key: string): string[] | undefined {
  const text = textOf(value, key);
  return text === undefined ? undefined : text === '' ? [] : text.split(SEPARATOR);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((count) => Number.isInteger(count) && count >= 0);
}

/** Rows with the parents' codes and names put in front again; undefined when the counts do not fit. */
function expand(stored: unknown, parents: AreaNames): AreaNames | undefined {
  const children = fieldOf(stored, 'children');
  const suffixes = listOf(stored, 'code');
  const names = listOf(stored, 'name');
  if (!isCounts(children) || !suffixes || !names || children.length !== parents.code.length) return undefined;
  const code: string[] = [];
  const name: string[] = [];
  let row = 0;
  children.forEach((count, parent) => {
    const parentCode = parents.code[parent] ?? '';
    const parentName = parents.name[parent] ?? '';
    for (const end = row + count; row < end; row++) {
      const short = names[row] ?? '';
      code.push(parentCode + (suffixes[row] ?? ''));
      name.push(short.startsWith(PARENT_NAME) ? parentName + short.slice(1) : short);
    }
  });
  return suffixes.length === row && names.length === row ? { code, name } : undefined;
}

/** Undefined when the value is not what `storeNames` makes. */
export function readNames(value: unknown): CityNames | undefined {
  const version = textOf(value, 'version');
  const name = textOf(value, 'name');
  const code = textOf(value, 'code');
  const [managingBodies, compounds, water, roads] = ['managingBodies', 'compounds', 'water', 'roads'].map((key) => listOf(value, key));
  if (version === undefined || name === undefined || code === undefined) return undefined;
  if (!managingBodies || !compounds || !water || !roads) return undefined;
  const districts = expand(fieldOf(value, 'districts'), { code: [''], name: [name] });
  const streets = districts && expand(fieldOf(value, 'streets'), districts);
  const communities = streets && expand(fieldOf(value, 'communities'), streets);
  const grids = communities && expand(fieldOf(value, 'grids'), communities);
  if (!districts || !streets || !communities || !grids) return undefined;
  return { version, name, code, managingBodies, districts, streets, communities, grids, compounds, water, roads };
}

function suffixAfter(text: string, prefix: string): string {
  if (!text.startsWith(prefix)) throw new RangeError(`code ${text} does not start with ${prefix}`);
  return text.slice(prefix.length);
}

function join(list: readonly string[]): string {
  if (list.some((text) => text.includes(SEPARATOR))) throw new RangeError('a name contains the separator');
  return list.join(SEPARATOR);
}

/** Rows must be sorted by parent. */
function contract(table: AreaNames, parentOf: (row: number) => number, parents: AreaNames): StoredTable {
  const children = parents.code.map(() => 0);
  const code: string[] = [];
  const name: string[] = [];
  table.code.forEach((text, row) => {
    const parent = parentOf(row);
    const parentName = parents.name[parent] ?? '';
    const ownName = table.name[row] ?? '';
    children[parent] = (children[parent] ?? 0) + 1;
    code.push(suffixAfter(text, parents.code[parent] ?? ''));
    name.push(ownName.startsWith(parentName) ? PARENT_NAME + ownName.slice(parentName.length) : ownName);
  });
  return { children, code: join(code), name: join(name) };
}

/** What names.json holds. The city's own code (320100) is no prefix of the districts' codes (320102), which are therefore stored whole. */
export function storeNames(city: City): StoredNames {
  const parentIn = (parent: Uint16Array) => (row: number) => parent[row] ?? 0;
  return {
    version: city.version,
    name: city.name,
    code: city.code,
    managingBodies: join(city.managingBodies),
    districts: contract(city.districts, () => 0, { code: [''], name: [city.name] }),
    streets: contract(city.streets, parentIn(city.streets.parent), city.districts),
    communities: contract(city.communities, parentIn(city.communities.parent), city.streets),
    grids: contract(city.grids, parentIn(city.grids.community), city.communities),
    compounds: join(city.compounds.name),
    water: join(city.water.name),
    roads: join(city.roads.name),
  };
}
