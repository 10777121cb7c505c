import type { City } from '../../shared/city/city.ts';
import { type AreaRef, areaName, areaPath, parentArea } from '../../shared/domain/areas.ts';

/** One text an area, for React keys and as the identity of an area's figures. */
export function areaKey(area: AreaRef): string {
  return `${area.level}:${area.index}`;
}

/** An area's name without its parent's before it: `03网格` under 静海寺社区. For places where the parent stands above. */
export function shortAreaName(city: City, area: AreaRef): string {
  const name = areaName(city, area);
  const parent = parentArea(city, area);
  const prefix = parent === null ? '' : areaName(city, parent);
  return prefix !== '' && name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name;
}

/** Names from below the city down to the area's parent, `鼓楼区 · 阅江楼街道`. */
export function parentNames(city: City, area: AreaRef): string {
  return areaPath(city, area)
    .slice(1, -1)
    .map((step) => areaName(city, step))
    .join(' · ');
}
