import type { OfficeHit } from '../../../shared/contract/backend-api.ts';
import type { City } from '../../../shared/city/city.ts';
import { areaCode, areaName, parentArea } from '../../../shared/domain/areas.ts';
import type { FoundEntry, SearchIndex } from './search-index.ts';

const MOST_HITS = 12;

type OfficeEntry = FoundEntry & { readonly kind: OfficeHit['level'] };

function isOffice(entry: FoundEntry): entry is OfficeEntry {
  return entry.kind === 'city' || entry.kind === 'district' || entry.kind === 'street';
}

/** Areas that can have an office, by name, pinyin, initials or code, the best first. */
export async function searchOffices(city: City, index: SearchIndex, text: string): Promise<readonly OfficeHit[]> {
  const found = await index.find(text, MOST_HITS, isOffice);
  return found.filter(isOffice).map(({ kind, index: at }) => {
    const area = { level: kind, index: at };
    const parent = kind === 'street' ? parentArea(city, area) : null;
    return { level: kind, code: areaCode(city, area), name: areaName(city, area), path: parent === null ? '' : areaName(city, parent) };
  });
}
