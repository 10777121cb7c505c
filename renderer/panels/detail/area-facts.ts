import type { City } from '../../../shared/city/city.ts';
import { type AreaRef, type GridRange, gridRangeOf } from '../../../shared/domain/areas.ts';

export interface AreaFacts {
  readonly households: number;
  readonly residents: number;
  readonly dedicatedGrids: number;
}

export function areaFacts(city: City, area: AreaRef): AreaFacts {
  const range = gridRangeOf(city, area);
  const sum = (values: ArrayLike<number>): number => sumWithin(values, range);
  return { households: sum(city.grids.households), residents: sum(city.grids.residents), dedicatedGrids: sum(city.grids.isDedicated) };
}

function sumWithin(values: ArrayLike<number>, { from, to }: GridRange): number {
  let total = 0;
  for (let grid = from; grid < to; grid++) total += values[grid] ?? 0;
  return total;
}

/** The managing body of a street, community or grid where it is not the statistical district itself; null where they are one. */
export function managedElsewhere(city: City, area: AreaRef): string | null {
  const street = streetOf(city, area);
  if (street === null) return null;
  const body = city.streets.managingBody[street] ?? 0;
  return body === city.streets.parent[street] ? null : (city.managingBodies[body] ?? null);
}

function streetOf(city: City, area: AreaRef): number | null {
  switch (area.level) {
    case 'street':
      return area.index;
    case 'community':
      return city.communities.parent[area.index] ?? null;
    case 'grid':
      return city.grids.street[area.index] ?? null;
    default:
      return null;
  }
}
