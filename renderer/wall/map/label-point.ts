import type { City } from '../../../shared/city/city.ts';
import { type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';

/** Where an area's name stands: a point inside it, 1e-7 degrees. */
export function labelPointOf(city: City, area: AreaRef): readonly [longitude: number, latitude: number] {
  const tables = { district: city.districts, street: city.streets, community: city.communities, grid: city.grids };
  const [table, index] = area.level === 'city' ? [city.grids, gridRangeOf(city, area).from] : [tables[area.level], area.index];
  return [table.labelPoint[2 * index] ?? 0, table.labelPoint[2 * index + 1] ?? 0];
}
