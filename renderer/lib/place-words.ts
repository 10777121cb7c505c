import type { City } from '../../shared/city/city.ts';
import { areaName } from '../../shared/domain/areas.ts';

/** A text in two: its end says most and stays when there is no room for the whole. */
export interface SplitText {
  readonly start: string;
  readonly end: string;
}

const COMMUNITY_WORD = /社区$/;
const DOOR = /\d+(?:幢|号)\D*$/;

/** `傅厚岗` and `01网格`; under their own community `01网格` alone. Dedicated grids have names of their own, said from their start. */
export function gridWords(city: City, grid: number, isUnderCommunity: boolean): SplitText {
  const name = areaName(city, { level: 'grid', index: grid });
  const community = areaName(city, { level: 'community', index: city.grids.community[grid] ?? 0 });
  if (!name.startsWith(community)) return { start: name, end: '' };
  return { start: isUnderCommunity ? '' : community.replace(COMMUNITY_WORD, ''), end: name.slice(community.length) };
}

/** An address without the name of its own street office before it, and its building or house number as the end. */
export function addressWords(city: City, address: string, grid: number): SplitText {
  const street = city.streets.name[city.grids.street[grid] ?? -1] ?? '';
  const local = street !== '' && address.startsWith(street) ? address.slice(street.length) : address;
  const at = DOOR.exec(local)?.index ?? local.length;
  return { start: local.slice(0, at), end: local.slice(at) };
}
