import type { City } from '../../shared/city/city.ts';
import { type AreaRef, gridRangeOf } from '../../shared/domain/areas.ts';

/** A district smaller than this part of the average is drawn in the inset. */
const CORE_SHARE = 1 / 3;

function squareMeters(city: City, area: AreaRef): number {
  const { from, to } = gridRangeOf(city, area);
  return city.grids.areaSquareMeters.subarray(from, to).reduce((sum, value) => sum + value, 0);
}

/** The districts that are too small to be read on a map of the whole city. */
export function coreDistricts(city: City, { level }: AreaRef, children: readonly AreaRef[]): readonly AreaRef[] {
  if (level !== 'city') return [];
  const areas = children.map((child) => squareMeters(city, child));
  const average = areas.reduce((sum, value) => sum + value, 0) / areas.length;
  return children.filter((_, index) => (areas[index] ?? 0) < average * CORE_SHARE);
}
