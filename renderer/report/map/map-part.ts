import type { City } from '../../../shared/city/city.ts';
import { areaName, type AreaLevel, type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { withoutDivisionWord } from '../../lib/division-names.ts';
import type { MapClass } from './coverage-classes.ts';
import { outlinePath } from './outline-path.ts';
import type { Box, PaperProjection } from './paper-projection.ts';
import { type PlacedLabel, placeLabels } from './place-labels.ts';
import { scaleBar, type ScaleBar } from '../../lib/scale-bar.ts';

/** One map in a frame of its own: path data in UNITS_PER_PIXEL, everything else in CSS pixels of the drawing. */
export interface MapPart {
  readonly frame: Box;
  readonly classes: readonly { readonly mapClass: MapClass; readonly path: string }[];
  readonly dedicatedPath: string;
  readonly waterPath: string;
  readonly childBorderPath: string;
  readonly outlinePath: string;
  readonly labels: readonly PlacedLabel[];
  readonly scaleBar: ScaleBar;
}

export interface MapPartRequest {
  readonly frame: Box;
  readonly projection: PaperProjection;
  /** Areas whose grids are drawn. */
  readonly areas: readonly AreaRef[];
  readonly children: readonly AreaRef[];
  /** Those of the children that get a name, the most important first. */
  readonly labelled: readonly AreaRef[];
  readonly labelSize: number;
  /** Corners in which something else stands. */
  readonly taken: readonly Box[];
  readonly classOfGrid: ReadonlyMap<MapClass, readonly number[]>;
  readonly showsDedicated: boolean;
}

const SCALE_BAR_SHARE = 0.25;
const SCALE_BAR_LONGEST = 80;
const SCALE_BAR_HEIGHT = 22;

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

function borders(city: City, areas: readonly AreaRef[], projection: PaperProjection): string {
  return areas.map(({ level, index }) => outlinePath(tableOf(city, level).outline, [index], projection)).join('');
}

function labelsOf(city: City, { labelled, projection, frame, labelSize, taken }: MapPartRequest, bar: ScaleBar): PlacedLabel[] {
  const corner = { left: frame.left, top: frame.bottom - SCALE_BAR_HEIGHT, right: frame.left + bar.pixels + 24, bottom: frame.bottom };
  const requests = labelled.map((area) => {
    const { labelPoint } = tableOf(city, area.level);
    const text = areaName(city, area);
    const short = withoutDivisionWord(text);
    const x = projection.x(labelPoint[2 * area.index] ?? 0);
    const y = projection.y(labelPoint[2 * area.index + 1] ?? 0);
    return { text: area.level === 'community' ? short : text, shortText: short, x, y };
  });
  return placeLabels(requests, { frame, fontSize: labelSize, taken: [...taken, corner] });
}

function isIn(grid: number, city: City, areas: readonly AreaRef[]): boolean {
  return areas.some((area) => {
    const { from, to } = gridRangeOf(city, area);
    return grid >= from && grid < to;
  });
}

export function drawPart(city: City, request: MapPartRequest): MapPart {
  const { frame, projection, areas, children, classOfGrid, showsDedicated } = request;
  const grids = city.grids.outline;
  const bar = scaleBar(projection.metersPerPixel, Math.min(SCALE_BAR_LONGEST, (frame.right - frame.left) * SCALE_BAR_SHARE));
  const shown = [...classOfGrid].map(([mapClass, members]) => ({ mapClass, grids: members.filter((grid) => isIn(grid, city, areas)) }));
  const dedicated = showsDedicated ? shown.flatMap((group) => group.grids).filter((grid) => city.grids.isDedicated[grid] === 1) : [];
  return {
    frame,
    classes: shown.map((group) => ({ mapClass: group.mapClass, path: outlinePath(grids, group.grids, projection) })),
    dedicatedPath: outlinePath(grids, dedicated, projection),
    waterPath: outlinePath(city.water.outline, Array(city.water.count).keys(), projection),
    childBorderPath: borders(city, children, projection),
    outlinePath: borders(city, areas, projection),
    labels: labelsOf(city, request, bar),
    scaleBar: bar,
  };
}
