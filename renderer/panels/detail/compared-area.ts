import type { City } from '../../../shared/city/city.ts';
import { type AreaRef, parentArea } from '../../../shared/domain/areas.ts';

/**
 * The area whose rate stands beside an area's own: a grid is compared with its street, everything else with its parent. The area itself when that
 * is outside of what the window may show.
 */
export function comparedArea(city: City, area: AreaRef, isInside: (area: AreaRef) => boolean): AreaRef {
  const parent = parentArea(city, area) ?? area;
  const compared = area.level === 'grid' ? (parentArea(city, parent) ?? parent) : parent;
  return isInside(compared) ? compared : area;
}
