import type { City } from '../../../shared/city/city.ts';
import { type AreaRef, parentArea, WHOLE_CITY } from '../../../shared/domain/areas.ts';

/** The area whose rate stands beside an area's own: a grid is compared with its street, everything else with its parent. */
export function comparedArea(city: City, area: AreaRef): AreaRef {
  const parent = parentArea(city, area) ?? WHOLE_CITY;
  return area.level === 'grid' ? (parentArea(city, parent) ?? parent) : parent;
}
