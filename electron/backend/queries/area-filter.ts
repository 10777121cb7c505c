import type { City } from '../../../shared/city/city.ts';
import { type AreaRef, type GridRange, gridRangeOf } from '../../../shared/domain/areas.ts';
import { Sql, sql } from '../db/sql.ts';

const ALL = new Sql('TRUE', []);
const NONE = new Sql('FALSE', []);

/** One grid is asked for as such, so that an index goes on behind it. */
export function inGrids(column: string, { from, to }: GridRange): Sql {
  if (to - from === 1) return sql`${new Sql(column, [])} = ${from}`;
  return sql`${new Sql(column, [])} >= ${from} AND ${new Sql(column, [])} < ${to}`;
}

/** Records of an area by their grid; those that match no grid (−1) belong to the city and to nothing below it. */
export function inArea(city: City, column: string, area: AreaRef): Sql {
  return area.level === 'city' ? ALL : inGrids(column, gridRangeOf(city, area));
}

/** Half-open range of street indices; null below the street, where an unplaced record cannot be said to belong. */
export function streetRangeOf(city: City, area: AreaRef): GridRange | null {
  switch (area.level) {
    case 'city':
      return { from: -1, to: city.streets.count };
    case 'district':
      return { from: city.districts.firstChild[area.index] ?? 0, to: city.districts.firstChild[area.index + 1] ?? 0 };
    case 'street':
      return { from: area.index, to: area.index + 1 };
    default:
      return null;
  }
}

/** Unplaced records of an area by their street; those of unknown street (−1) belong to the city. */
export function inStreetsOf(city: City, column: string, area: AreaRef): Sql {
  const range = streetRangeOf(city, area);
  return range === null ? NONE : inGrids(column, range);
}

/**
 * A span of time [fromMs, toMs) within an area. Below the city the area's own index must lead: the one on time alone would walk through every
 * other area's records (the unary plus keeps it out).
 */
export function duringIn(area: AreaRef, column: string, fromMs: number, toMs: number): Sql {
  const time = new Sql(area.level === 'city' || area.level === 'grid' ? column : `+${column}`, []);
  return sql`${time} >= ${fromMs} AND ${time} < ${toMs}`;
}
