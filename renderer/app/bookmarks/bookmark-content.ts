import type { City } from '../../../shared/city/city.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import type { Words } from '../../lib/use-words.ts';
import type { Bookmark } from '../../stores/bookmarks.store.ts';
import type { SecondView } from '../../stores/second-map.store.ts';
import { formatMomentText } from '../../time/moment-text.ts';
import { findArea, parseDeepLink } from '../deep-link.ts';

/** What a bookmark shows, in one line: area, metric, how many grids are picked, the moment where it is not now, and the map beside. */
export function contentOf(city: City, { link }: Bookmark, { t, count }: Words): string {
  const view = parseDeepLink(link);
  if (view === null) return '';
  const area = findArea(city, view.code);
  const parts = [
    area === null ? t('bookmarks.unknownArea', { code: view.code }) : areaName(city, area),
    ...(view.metric === undefined ? [] : [t(`metric.name.${view.metric}`)]),
    ...(view.picked === undefined ? [] : [t('bookmarks.picked', { value: count(view.picked.grids.length) })]),
    ...(view.atMs === undefined ? [] : [formatMomentText(view.atMs)]),
    ...(view.second === undefined ? [] : [secondText(view.second, t)]),
  ];
  return parts.join(' · ');
}

function secondText({ metric, moment }: SecondView, t: Words['t']): string {
  const when = moment.kind === 'at' ? formatMomentText(moment.atMs) : t(`secondMap.moment.${moment.kind}`);
  return t('secondMap.bookmark', { metric: t(`metric.name.${metric}`), moment: when });
}
