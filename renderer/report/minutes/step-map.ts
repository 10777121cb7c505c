import type { City } from '../../../shared/city/city.ts';
import { WALL_NO_DATA, WALL_NOTHING_DUE, type WallSnapshot } from '../../../shared/contract/wall.ts';
import type { FrozenFrame } from '../../../shared/contract/consultation.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import { type AreaRef, childAreas, gridRangeOf } from '../../../shared/domain/areas.ts';
import { MAP_CLASSES, type MapClass } from '../map/coverage-classes.ts';
import type { MapDrawing } from '../map/map-drawing.ts';
import { drawPart } from '../map/map-part.ts';
import { outlinePath } from '../map/outline-path.ts';
import { type Box, type PaperProjection, projectAreas, projectBounds } from '../map/paper-projection.ts';

/** CSS pixels of a step's map on the page. */
const FRAME: Box = { left: 0, top: 0, right: 430, bottom: 300 };
const NORTH_ARROW: Box = { left: 408, top: 0, right: 430, bottom: 34 };
const LABEL_SIZE = 8;

export interface StepMap {
  readonly drawing: MapDrawing;
  readonly projection: PaperProjection;
  /** Outlines of the grids that are pointed out, in the map's own units. */
  readonly pickedPath: string;
}

/** Grids of a wall by class; where too few people are due to say, there is no data on paper either. */
function gridsByClass(classes: Uint8Array): ReadonlyMap<MapClass, readonly number[]> {
  const grids = new Map<MapClass, number[]>(MAP_CLASSES.map((mapClass) => [mapClass, []]));
  for (const [grid, rateClass] of classes.entries()) {
    const mapClass = rateClass < WALL_NO_DATA ? rateClass : rateClass === WALL_NOTHING_DUE ? 'nothingDue' : 'noData';
    grids.get(mapClass)?.push(grid);
  }
  return grids;
}

/** The map of a step as the walls showed it. @throws CodedError `map-not-drawable` when the area has no outline */
export function drawStepMap(city: City, area: AreaRef, { view, areaCode, grids }: FrozenFrame, { gridClasses }: WallSnapshot): StepMap {
  const projection = view === null ? projectAreas(city, [area], FRAME) : projectBounds(view, FRAME);
  if (projection === null) throw new CodedError('map-not-drawable', 'the area has no outline', { area: areaCode });
  const children = childAreas(city, area);
  const classOfGrid = gridsByClass(gridClasses.withDeferred);
  const { from, to } = gridRangeOf(city, area);
  const areas = area.level === 'city' ? children : [area];
  const isSeen = (x: number, y: number): boolean => x > FRAME.left && x < FRAME.right && y > FRAME.top && y < FRAME.bottom;
  const tables = { city: city.districts, district: city.districts, street: city.streets, community: city.communities, grid: city.grids };
  const labelled = children.filter(({ level, index }) => {
    const { labelPoint } = tables[level];
    return isSeen(projection.x(labelPoint[2 * index] ?? 0), projection.y(labelPoint[2 * index + 1] ?? 0));
  });
  const shared = { frame: FRAME, projection, areas, children, labelled, labelSize: LABEL_SIZE, taken: [NORTH_ARROW], classOfGrid };
  const main = drawPart(city, { ...shared, showsDedicated: false });
  const drawing: MapDrawing = {
    width: FRAME.right,
    height: FRAME.bottom,
    level: area.level,
    main,
    core: null,
    legend: MAP_CLASSES.map((mapClass) => ({
      mapClass,
      gridCount: classOfGrid.get(mapClass)?.filter((grid) => grid >= from && grid < to).length ?? 0,
    })),
    showsDedicated: false,
    labelSize: LABEL_SIZE,
  };
  return { drawing, projection, pickedPath: outlinePath(city.grids.outline, grids, projection) };
}
