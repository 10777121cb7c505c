import type { City } from '../../shared/city/city.ts';
import { type AreaRef, areaPath } from '../../shared/domain/areas.ts';

/** Up to these zooms a double click on the map means the district, the street, the community under it; beyond, the grid. */
const LEVEL_ZOOMS = [10.2, 12.4, 14.2];

/** The area that drilling in at a grid leads to: the level below what the zoom shows. */
export function drillTarget(city: City, grid: number, zoom: number): AreaRef {
  const path = areaPath(city, { level: 'grid', index: grid });
  const depth = LEVEL_ZOOMS.filter((limit) => zoom >= limit).length + 1;
  return path[depth] ?? { level: 'grid', index: grid };
}
