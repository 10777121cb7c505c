import type { City } from '../city/city.ts';

export const AREA_LEVELS = ['city', 'district', 'street', 'community', 'grid'] as const;
export type AreaLevel = (typeof AREA_LEVELS)[number];

/** An area by level and index into the tables of one city version. The city itself is `{ level: 'city', index: 0 }`. */
export interface AreaRef {
  readonly level: AreaLevel;
  readonly index: number;
}

export const WHOLE_CITY: AreaRef = { level: 'city', index: 0 };

/** Half-open range of grid indices. */
export interface GridRange {
  readonly from: number;
  readonly to: number;
}

function areaTable(city: City, level: 'district' | 'street' | 'community') {
  switch (level) {
    case 'district':
      return city.districts;
    case 'street':
      return city.streets;
    case 'community':
      return city.communities;
  }
}

/** Grids of an area as one contiguous range; empty when the index does not exist. */
export function gridRangeOf(city: City, area: AreaRef): GridRange {
  if (area.level === 'city') return { from: 0, to: city.grids.count };
  if (area.level === 'grid') {
    const exists = area.index >= 0 && area.index < city.grids.count;
    return exists ? { from: area.index, to: area.index + 1 } : { from: 0, to: 0 };
  }
  const { firstGrid } = areaTable(city, area.level);
  return { from: firstGrid[area.index] ?? 0, to: firstGrid[area.index + 1] ?? 0 };
}

/** The area one level up; null for the city. */
export function parentArea(city: City, area: AreaRef): AreaRef | null {
  switch (area.level) {
    case 'city':
      return null;
    case 'district':
      return WHOLE_CITY;
    case 'street':
      return { level: 'district', index: city.streets.parent[area.index] ?? 0 };
    case 'community':
      return { level: 'street', index: city.communities.parent[area.index] ?? 0 };
    case 'grid':
      return { level: 'community', index: city.grids.community[area.index] ?? 0 };
  }
}

/** Ancestors from the city down to the area itself. */
export function areaPath(city: City, area: AreaRef): readonly AreaRef[] {
  const path: AreaRef[] = [];
  for (let current: AreaRef | null = area; current !== null; current = parentArea(city, current)) path.unshift(current);
  return path;
}

/** Whether an area is another one, or a part of it. */
export function isWithin(city: City, area: AreaRef, outer: AreaRef): boolean {
  return areaPath(city, area).some(({ level, index }) => level === outer.level && index === outer.index);
}

/** Child areas one level down; a grid has none. */
export function childAreas(city: City, area: AreaRef): readonly AreaRef[] {
  const between = (level: AreaLevel, from: number, to: number): AreaRef[] =>
    Array.from({ length: to - from }, (_, offset) => ({ level, index: from + offset }));
  switch (area.level) {
    case 'city':
      return between('district', 0, city.districts.count);
    case 'district':
      return between('street', city.districts.firstChild[area.index] ?? 0, city.districts.firstChild[area.index + 1] ?? 0);
    case 'street':
      return between('community', city.streets.firstChild[area.index] ?? 0, city.streets.firstChild[area.index + 1] ?? 0);
    case 'community':
      return between('grid', city.communities.firstChild[area.index] ?? 0, city.communities.firstChild[area.index + 1] ?? 0);
    case 'grid':
      return [];
  }
}

export function areaName(city: City, area: AreaRef): string {
  switch (area.level) {
    case 'city':
      return city.name;
    case 'grid':
      return city.grids.name[area.index] ?? '';
    default:
      return areaTable(city, area.level).name[area.index] ?? '';
  }
}

export function areaCode(city: City, area: AreaRef): string {
  switch (area.level) {
    case 'city':
      return city.code;
    case 'grid':
      return city.grids.code[area.index] ?? '';
    default:
      return areaTable(city, area.level).code[area.index] ?? '';
  }
}

/** The city, district or street of this code; null for any other: communities and grids have no office, and no report is made of them. */
export function officeAreaOf(city: City, code: string): AreaRef | null {
  if (code === city.code) return WHOLE_CITY;
  const district = city.districts.code.indexOf(code);
  if (district >= 0) return { level: 'district', index: district };
  const street = city.streets.code.indexOf(code);
  return street >= 0 ? { level: 'street', index: street } : null;
}
