import type { City } from '../../../shared/city/city.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import type { Words } from '../../lib/use-words.ts';
import type { Bookmark } from '../../stores/bookmarks.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { findArea, parseDeepLink } from '../deep-link.ts';

/** What a bookmark shows, in one line: area, metric, how many grids are picked, and the moment where it is not now. */
export function contentOf(city: City, { link }: Bookmark, { t, count }: Words): string {
  const view = parseDeepLink(link);
  if (view === null) return '';
  const area = findArea(city, view.code);
  const parts = [
    area === null ? t('bookmarks.unknownArea', { code: view.code }) : areaName(city, area),
    ...(view.metric === undefined ? [] : [t(`metric.name.${view.metric}`)]),
    ...(view.picked === undefined ? [] : [t('bookmarks.picked', { value: count(view.picked.grids.length) })]),
    ...(view.atMs === undefined ? [] : [formatMomentText(view.atMs)]),
  ];
  return parts.join(' · ');
}
