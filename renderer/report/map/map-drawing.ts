import type { City } from '../../../shared/city/city.ts';
import type { DailyReport } from '../../../shared/contract/daily-report.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import { type AreaLevel, type AreaRef, childAreas, gridRangeOf } from '../../../shared/domain/areas.ts';
import { coreDistricts } from '../../map/core-districts.ts';
import { gridsByClass, MAP_CLASSES, type MapClass } from './coverage-classes.ts';
import { drawPart, type MapPart } from './map-part.ts';
import { type Box, projectAreas } from './paper-projection.ts';

/** Everything that the report's map is drawn from. */
export interface MapDrawing {
  readonly width: number;
  readonly height: number;
  readonly level: AreaLevel;
  readonly main: MapPart;
  /** The core districts larger, where grids are smallest: the city only. */
  readonly core: MapPart | null;
  readonly legend: readonly { readonly mapClass: MapClass; readonly gridCount: number }[];
  readonly showsDedicated: boolean;
  readonly labelSize: number;
}

/** CSS pixels of the map on the page. */
const WHOLE: Box = { left: 0, top: 0, right: 344, bottom: 348 };
const CORE: Box = { left: 0.5, top: 0.5, right: 128, bottom: 150 };
const BESIDE_CORE: Box = { left: 104, top: 0, right: 344, bottom: 348 };
const NORTH_ARROW: Box = { left: 322, top: 0, right: 344, bottom: 34 };
const MANY_LABELS = 20;

function notDrawable(message: string, report: DailyReport): CodedError {
  return new CodedError('map-not-drawable', message, { number: report.number, area: report.area.code });
}

/**
 * The map of a report, drawn from its frozen figures.
 * @throws CodedError `map-not-drawable` when the report was made on another version of the city, or the area has no outline
 */
export function drawReportMap(city: City, report: DailyReport): MapDrawing {
  const { area } = report;
  if (report.cityVersion !== city.version) throw notDrawable('the report was made on another version of the city', report);
  const { from, to } = gridRangeOf(city, area);
  if (to - from !== report.map.listed.length) throw notDrawable('the grids of the area are not those of the report', report);
  const children = childAreas(city, area);
  const core = coreDistricts(city, area, children);
  const byImportance = report.children
    .map(({ level, index, counts }) => ({ level, index, listed: counts.listed }))
    .sort((left, right) => right.listed - left.listed);
  const isCore = ({ index }: AreaRef): boolean => core.some((district) => district.index === index);
  const classOfGrid = gridsByClass(report.map);
  const labelSize = children.length > MANY_LABELS ? 7 : 8;
  const part = (areas: readonly AreaRef[], frame: Box, labelled: readonly AreaRef[], taken: readonly Box[]): MapPart => {
    const projection = projectAreas(city, areas, frame);
    if (projection === null) throw notDrawable('the area has no outline', report);
    const shared = { frame, projection, areas, children, labelled, labelSize, taken, classOfGrid };
    return drawPart(city, { ...shared, showsDedicated: area.level === 'street' });
  };
  const whole = area.level === 'city' ? children : [area];
  const hasCore = core.length > 0;
  return {
    width: WHOLE.right,
    height: WHOLE.bottom,
    level: area.level,
    main: part(
      whole,
      hasCore ? BESIDE_CORE : WHOLE,
      byImportance.filter((child) => !isCore(child)),
      hasCore ? [NORTH_ARROW, CORE] : [NORTH_ARROW],
    ),
    core: hasCore ? part(core, CORE, byImportance.filter(isCore), []) : null,
    legend: MAP_CLASSES.map((mapClass) => ({ mapClass, gridCount: classOfGrid.get(mapClass)?.length ?? 0 })),
    showsDedicated: area.level === 'street',
    labelSize,
  };
}
