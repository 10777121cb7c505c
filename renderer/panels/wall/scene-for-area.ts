import type { City } from '../../../shared/city/city.ts';
import type { WallScene } from '../../../shared/contract/wall.ts';
import { type AreaRef, areaCode, parentArea } from '../../../shared/domain/areas.ts';
import { newScene } from '../../../shared/domain/wall-program.ts';

/** The scene that shows an area on the wall. A grid is too small for everybody's eyes: its community is shown. */
export function sceneForArea(city: City, area: AreaRef): WallScene {
  const shown = area.level === 'grid' ? (parentArea(city, area) ?? area) : area;
  return shown.level === 'city' ? newScene('overview', 'pinned') : newScene('area', 'pinned', areaCode(city, shown));
}
