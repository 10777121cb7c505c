import type { City } from '../../../shared/city/city.ts';
import { areaPath, type AreaRef, WHOLE_CITY } from '../../../shared/domain/areas.ts';

/** The area itself when a report can be made of it, else the street it lies in. */
export function reportableArea(city: City, area: AreaRef): AreaRef {
  return areaPath(city, area).findLast(({ level }) => level === 'street' || level === 'district' || level === 'city') ?? WHOLE_CITY;
}

/** Index of the district that the area is or lies in; null for the city. */
export function districtOf(city: City, area: AreaRef): number | null {
  return areaPath(city, area).find(({ level }) => level === 'district')?.index ?? null;
}
