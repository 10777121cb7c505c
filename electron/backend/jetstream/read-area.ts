import type { City } from '../../../shared/city/city.ts';
import { UNKNOWN_STREET_CODE } from '../../../shared/tables/upstream.ts';
import { SourceFailedError } from '../replication/change.ts';
import type { ReadStreets } from '../wire/assembler.ts';

/** What a reader of the stream is given: a street, a district or the city. */
export interface ReadArea extends ReadStreets {
  readonly code: string;
  readonly level: 'city' | 'district' | 'street';
}

function levelOf(city: City, code: string): ReadArea['level'] | null {
  if (code === city.code) return 'city';
  if (city.districts.code.includes(code)) return 'district';
  return city.streets.code.includes(code) ? 'street' : null;
}

/** The area by its code; null when the city has none. Rows of no known street belong to the city alone. */
export function findReadArea(city: City, code: string): ReadArea | null {
  const level = levelOf(city, code);
  if (level === null) return null;
  const has = (street: string): boolean => level === 'city' || street.startsWith(code);
  const first = level === 'city' ? UNKNOWN_STREET_CODE : ([...city.streets.code].sort().find(has) ?? code);
  return { code, level, has, first };
}

/** @throws SourceFailedError `source-area-unknown` */
export function readAreaOf(city: City, code: string): ReadArea {
  const area = findReadArea(city, code);
  if (area === null) throw new SourceFailedError('source-area-unknown', { area: code });
  return area;
}
