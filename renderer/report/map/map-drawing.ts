import type { City } from '../../../shared/city/city.ts';
import type { DailyReport } from '../../../shared/contract/daily-report.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import { areaName, type AreaLevel, type AreaRef, childAreas, gridRangeOf } from '../../../shared/domain/areas.ts';
import { gridsByClass, MAP_CLASSES, type MapClass } from './coverage-classes.ts';
import { outlinePath } from './outline-path.ts';
import { type PaperProjection, type PaperSize, projectArea } from './paper-projection.ts';
import { type Box, type PlacedLabel, placeLabels } from './place-labels.ts';
import { scaleBar, type ScaleBar } from './scale-bar.ts';

/** Everything that the report's map is drawn from: path data in UNITS_PER_PIXEL, labels in CSS pixels. */
export interface MapDrawing {
  readonly size: PaperSize;
  readonly level: AreaLevel;
  readonly classes: readonly { readonly mapClass: MapClass; readonly path: string; readonly gridCount: number }[];
  readonly dedicatedPath: string;
  readonly waterPath: string;
  readonly childBorderPath: string;
  readonly outlinePath: string;
  readonly labels: readonly PlacedLabel[];
  readonly labelSize: number;
  readonly scaleBar: ScaleBar;
}

/** CSS pixels of the map on the page. */
const MAP_SIZE: PaperSize = { width: 344, height: 348 };
const SCALE_BAR_PIXELS = 80;
const DIVISION_WORD = /(?:街道|社区居民委员会|社区居委会|村民委员会|居委会|村委会|社区|新区|区|镇)$/;

function indices(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, offset) => from + offset);
}

function tableOf(city: City, level: AreaLevel) {
  switch (level) {
    case 'city':
    case 'district':
      return city.districts;
    case 'street':
      return city.streets;
    case 'community':
      return city.communities;
    case 'grid':
      return city.grids;
  }
}

/** Corners of the drawing in which the scale bar and the north arrow stand. */
function furniture({ width, height }: PaperSize): Box[] {
  return [
    { left: 0, top: height - 22, right: SCALE_BAR_PIXELS + 24, bottom: height },
    { left: width - 22, top: 0, right: width, bottom: 34 },
  ];
}

function labelsOf(city: City, children: readonly AreaRef[], projection: PaperProjection, fontSize: number): PlacedLabel[] {
  const requests = children.map((child) => {
    const { labelPoint } = tableOf(city, child.level);
    const text = areaName(city, child);
    const short = text.replace(DIVISION_WORD, '');
    return {
      text: child.level === 'community' ? short : text,
      shortText: short,
      x: projection.x(labelPoint[2 * child.index] ?? 0),
      y: projection.y(labelPoint[2 * child.index + 1] ?? 0),
    };
  });
  return placeLabels(requests, { ...projection.size, fontSize, taken: furniture(projection.size) });
}

function bordersOf(city: City, areas: readonly AreaRef[], projection: PaperProjection): string {
  const [first] = areas;
  if (first === undefined) return '';
  return outlinePath(
    tableOf(city, first.level).outline,
    areas.map((area) => area.index),
    projection,
  );
}

/**
 * The map of a report, drawn from its frozen figures.
 * @throws CodedError `map-not-drawable` when the report was made on another version of the city, or the area has no outline
 */
export function drawReportMap(city: City, report: DailyReport): MapDrawing {
  const { area } = report;
  if (report.cityVersion !== city.version) {
    throw new CodedError('map-not-drawable', 'the report was made on another version of the city', { number: report.number });
  }
  const projection = projectArea(city, area, MAP_SIZE);
  const grids = gridRangeOf(city, area);
  if (projection === null || grids.to - grids.from !== report.map.listed.length) {
    throw new CodedError('map-not-drawable', 'the area has no outline', { area: area.code });
  }
  const children = childAreas(city, area);
  const byClass = gridsByClass(report.map);
  const dedicated = indices(grids.from, grids.to).filter((grid) => city.grids.isDedicated[grid] === 1);
  const byDue = new Map(report.children.map((row) => [row.index, row.counts.listed]));
  const byImportance = [...children].sort((left, right) => (byDue.get(right.index) ?? 0) - (byDue.get(left.index) ?? 0));
  const labelSize = children.length > 20 ? 7 : 8;
  return {
    size: projection.size,
    level: area.level,
    classes: MAP_CLASSES.map((mapClass) => {
      const members = byClass.get(mapClass) ?? [];
      return { mapClass, path: outlinePath(city.grids.outline, members, projection), gridCount: members.length };
    }),
    dedicatedPath: area.level === 'street' ? outlinePath(city.grids.outline, dedicated, projection) : '',
    waterPath: outlinePath(city.water.outline, indices(0, city.water.count), projection),
    childBorderPath: bordersOf(city, children, projection),
    outlinePath: bordersOf(city, area.level === 'city' ? childAreas(city, area) : [area], projection),
    labels: labelsOf(city, byImportance, projection, labelSize),
    labelSize,
    scaleBar: scaleBar(projection.metersPerPixel, SCALE_BAR_PIXELS),
  };
}
