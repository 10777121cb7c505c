import type { City } from '../../../shared/city/city.ts';
import type { WallScene } from '../../../shared/contract/wall.ts';
import { type AreaRef, areaCode, gridRangeOf, parentArea } from '../../../shared/domain/areas.ts';
import type { MetricId } from '../../../shared/domain/metrics.ts';
import { newScene } from '../../../shared/domain/wall-program.ts';

/** What is to be seen on the walls: an area, or grids that were picked. */
export interface WallSelection {
  readonly area: AreaRef;
  /** Ascending; none: the area is what counts. */
  readonly grids: readonly number[];
}

/** What the wall may show of each metric; the others tell of few people, or of where somebody stands, and stay on the console. */
const SCENE_OF: Readonly<Partial<Record<MetricId, 'coverage' | 'alerts'>>> = {
  coverage: 'coverage',
  openAlerts: 'alerts',
  alertRate: 'alerts',
};

export function isShownOnWall(metric: MetricId): boolean {
  return SCENE_OF[metric] !== undefined;
}

/** The smallest area above the grids that holds all of them; the grids of an area are one range. */
function areaHolding(city: City, grids: readonly number[]): AreaRef {
  const [first = 0, last = first] = [grids[0], grids.at(-1)];
  let area: AreaRef = { level: 'grid', index: first };
  for (;;) {
    const parent = parentArea(city, area);
    if (parent === null) return area;
    area = parent;
    const { from, to } = gridRangeOf(city, area);
    if (first >= from && last < to) return area;
  }
}

/** A grid is too small for everybody's eyes: it is pointed out in its community, and picked grids in the area that holds them all. */
export function wallSelectionOf(city: City, { area, grids }: WallSelection): WallSelection {
  const pointedOut = grids.length === 0 && area.level === 'grid' ? [area.index] : grids;
  return pointedOut.length === 0 ? { area, grids: pointedOut } : { area: areaHolding(city, pointedOut), grids: pointedOut };
}

/** The scene that shows a selection by a metric; coverage where the wall never shows that metric. */
export function sceneForView(city: City, selection: WallSelection, metric: MetricId): WallScene {
  const { area, grids } = wallSelectionOf(city, selection);
  const code = area.level === 'city' ? '' : areaCode(city, area);
  if (grids.length === 0 && SCENE_OF[metric] === 'alerts') return newScene('alerts', 'pinned', code);
  const scene = code === '' ? newScene('overview', 'pinned') : newScene('area', 'pinned', code);
  return grids.length === 0 ? scene : { ...scene, grids };
}
