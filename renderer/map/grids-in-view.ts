import type { City } from '../../shared/city/city.ts';
import { type AreaRef, gridRangeOf, type GridRange, parentArea } from '../../shared/domain/areas.ts';

/** The grids that stay bright: those of the selected area; a single grid keeps its street around it. */
export function gridsInView(city: City, selected: AreaRef): GridRange {
  const community = selected.level === 'grid' ? parentArea(city, selected) : null;
  const street = community === null ? null : parentArea(city, community);
  return gridRangeOf(city, street ?? selected);
}

/**
 * Whether something in this grid steps back because another area is looked at. What lies in no grid (−1) does so beside any part of the city,
 * and never beside the whole of it.
 */
export function isOutOfView(city: City, { from, to }: GridRange, grid: number): boolean {
  if (from === 0 && to === city.grids.count) return false;
  return grid < from || grid >= to;
}
