import type { City } from '../../../shared/city/city.ts';
import { CONSULTATION_LIMITS, type FrozenFrame } from '../../../shared/contract/consultation.ts';
import { type AreaRef, areaCode } from '../../../shared/domain/areas.ts';
import { MINUTE_MS } from '../../../shared/domain/time.ts';
import { areaBounds } from '../../map/bounds.ts';
import { type WallSelection, wallSelectionOf } from '../../panels/wall/scene-for-view.ts';
import { useCameraStore } from '../../stores/camera.store.ts';
import { useTimeStore } from '../../stores/time.store.ts';

/** The whole area is on the console's map: walls, whose maps have other shapes, fit it by themselves. */
function isAllInView(city: City, area: AreaRef): boolean {
  const { bounds } = useCameraStore.getState();
  const whole = areaBounds(city, area);
  if (bounds === null || whole === null) return true;
  return whole.west >= bounds.west && whole.east <= bounds.east && whole.south >= bounds.south && whole.north <= bounds.north;
}

/** What the console shows, as a frame for the walls: its moment (now: the whole minute before), area, part of the map, and picked grids. */
export function frameInView(city: City, selection: WallSelection, title: string, nowMs: number): FrozenFrame {
  const { shownMs } = useTimeStore.getState();
  const { area, grids } = wallSelectionOf(city, selection);
  return {
    title: title.slice(0, CONSULTATION_LIMITS.title),
    asOfMs: shownMs ?? Math.floor(nowMs / MINUTE_MS) * MINUTE_MS,
    areaCode: area.level === 'city' ? '' : areaCode(city, area),
    view: isAllInView(city, area) ? null : useCameraStore.getState().bounds,
    grids,
  };
}
