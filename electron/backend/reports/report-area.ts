import { CodedError } from '../../../shared/contract/errors.ts';
import type { City } from '../../../shared/city/city.ts';
import { areaCode, areaName, type AreaRef, WHOLE_CITY } from '../../../shared/domain/areas.ts';

/** The city, district or street of this code; null for any other, also for communities and grids: no report is made of them. */
export function findReportArea(city: City, code: string): AreaRef | null {
  if (code === city.code) return WHOLE_CITY;
  const district = city.districts.code.indexOf(code);
  if (district >= 0) return { level: 'district', index: district };
  const street = city.streets.code.indexOf(code);
  return street >= 0 ? { level: 'street', index: street } : null;
}

/** @throws CodedError `unknown-area` */
export function requireReportArea(city: City, code: string): AreaRef {
  const area = findReportArea(city, code);
  if (area === null) throw new CodedError('unknown-area', 'no city, district or street has this code', { area: code });
  return area;
}

export function describeArea(city: City, area: AreaRef) {
  return { level: area.level, index: area.index, code: areaCode(city, area), name: areaName(city, area) };
}
