import type { City } from '../../shared/city/city.ts';
import { type AreaRef, areaName, areaPath } from '../../shared/domain/areas.ts';

/** One text an area, for React keys and as the identity of an area's figures. */
export function areaKey(area: AreaRef): string {
  return `${area.level}:${area.index}`;
}

export function isSameArea(one: AreaRef, other: AreaRef): boolean {
  return one.level === other.level && one.index === other.index;
}

/** Names from below the city down to the area's parent, `鼓楼区 · 阅江楼街道`. */
export function parentNames(city: City, area: AreaRef): string {
  return areaPath(city, area).slice(1, -1).map((step) => areaName(city, step)).join(' · ');
}
