import { CodedError } from '../../../shared/contract/errors.ts';
import type { City } from '../../../shared/city/city.ts';
import { areaCode, areaName, type AreaRef, officeAreaOf } from '../../../shared/domain/areas.ts';

/** @throws CodedError `unknown-area` */
export function requireReportArea(city: City, code: string): AreaRef {
  const area = officeAreaOf(city, code);
  if (area === null) throw new CodedError('unknown-area', 'no city, district or street has this code', { area: code });
  return area;
}

export function describeArea(city: City, area: AreaRef) {
  return { level: area.level, index: area.index, code: areaCode(city, area), name: areaName(city, area) };
}
