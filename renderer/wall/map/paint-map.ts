import { type City, COORDINATE_SCALE } from '../../../shared/city/city.ts';
import { WALL_NO_DATA, WALL_NOTHING_DUE } from '../../../shared/contract/wall.ts';
import { type AreaLevel, type AreaRef, gridRangeOf } from '../../../shared/domain/areas.ts';
import { DARK_COVERAGE } from '../../../shared/domain/palettes.ts';
import type { PaperProjection } from '../../report/map/paper-projection.ts';
import type { CityPaths } from './city-paths.ts';
import { HOUR_COLORS, NOTHING_DUE } from './wall-colors.ts';

const WATER = '#0A2038';
const BORDER = { district: 'rgb(244 248 252 / 90%)', street: 'rgb(185 199 214 / 55%)', community: 'rgb(185 199 214 / 32%)' } as const;
/** What does not belong to the area in view steps back to a third. */
const DIMMED = 0.3;
const PICKED_CASING = '#F4F8FC';
const PICKED_LINE = '#1480C8';
const PICKED_LINE_PARTS = 0.07;

/** What a map of the wall shows now. */
export interface MapPicture {
  readonly area: AreaRef;
  /** Class of each grid's colour. */
  readonly classes: Uint8Array;
  readonly meaning: 'coverage' | 'hours';
  /** Grids that are pointed out, ascending: they are cased, and everything else steps back. None: the area is what counts. */
  readonly picked?: readonly number[];
}

function hatch(context: CanvasRenderingContext2D, pixels: number): CanvasPattern | string {
  const tile = document.createElement('canvas');
  tile.width = tile.height = Math.max(4, Math.round(pixels / 3));
  const drawn = tile.getContext('2d');
  if (drawn === null) return DARK_COVERAGE.noData;
  drawn.strokeStyle = DARK_COVERAGE.noData;
  drawn.globalAlpha = 0.55;
  drawn.lineWidth = Math.max(1, tile.width / 6);
  drawn.beginPath();
  drawn.moveTo(0, tile.height);
  drawn.lineTo(tile.width, 0);
  drawn.stroke();
  return context.createPattern(tile, 'repeat') ?? DARK_COVERAGE.noData;
}

function fillsOf(
  context: CanvasRenderingContext2D,
  meaning: MapPicture['meaning'],
  scale: number,
  pixels: number,
): (CanvasPattern | string)[] {
  if (meaning === 'hours') return [...HOUR_COLORS];
  const fills: (CanvasPattern | string)[] = [...DARK_COVERAGE.classes];
  const pattern = hatch(context, pixels);
  // The pattern is not scaled with the map.
  if (typeof pattern !== 'string') pattern.setTransform(new DOMMatrix().scale(1 / scale));
  for (let other = WALL_NO_DATA; other <= WALL_NO_DATA + 2; other++) fills[other] = other === WALL_NOTHING_DUE ? NOTHING_DUE : pattern;
  return fills;
}

interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** The projection as the one transformation that takes the city's paths to device pixels. */
function viewOf({ originX, originY }: CityPaths, projection: PaperProjection, density: number): View {
  const scale = (projection.y(0) - projection.y(COORDINATE_SCALE)) * density;
  return {
    scale,
    x: projection.x(originX * COORDINATE_SCALE) * density,
    y: projection.y(originY * COORDINATE_SCALE) * density,
  };
}

function ownGrids(city: City, { area, picked = [] }: MapPicture): (grid: number) => boolean {
  if (picked.length > 0) {
    const grids = new Set(picked);
    return (grid) => grids.has(grid);
  }
  const { from, to } = gridRangeOf(city, area);
  return (grid) => grid >= from && grid < to;
}

/** Around grids that are pointed out, a line in a casing that is seen on every colour of the map. */
function casePicked(context: CanvasRenderingContext2D, paths: CityPaths, picked: readonly number[], line: number): void {
  for (const [color, width] of [
    [PICKED_CASING, 2.2 * line],
    [PICKED_LINE, line],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    for (const grid of picked) {
      const path = paths.grids[grid];
      if (path !== undefined) context.stroke(path);
    }
  }
}

function fillGrids(context: CanvasRenderingContext2D, city: City, paths: CityPaths, picture: MapPicture, view: View, pixels: number): void {
  const fills = fillsOf(context, picture.meaning, view.scale, pixels);
  const { width, height } = context.canvas;
  const [west, north] = [-view.x / view.scale, -view.y / view.scale];
  const [east, south] = [west + width / view.scale, north + height / view.scale];
  const isOwn = ownGrids(city, picture);
  const { gridBounds } = paths;
  for (let grid = 0; grid < city.grids.count; grid++) {
    const at = 4 * grid;
    const isSeen =
      (gridBounds[at] ?? 0) < east &&
      (gridBounds[at + 2] ?? 0) > west &&
      (gridBounds[at + 1] ?? 0) < south &&
      (gridBounds[at + 3] ?? 0) > north;
    const path = paths.grids[grid];
    if (!isSeen || path === undefined) continue;
    context.globalAlpha = isOwn(grid) ? 1 : DIMMED;
    context.fillStyle = fills[picture.classes[grid] ?? WALL_NO_DATA] ?? NOTHING_DUE;
    context.fill(path, 'evenodd');
  }
  context.globalAlpha = 1;
}

/** The lines that divide an area: its own outline strong, those of its parts finer. */
function bordersOf(paths: CityPaths, level: AreaLevel): readonly (readonly [readonly Path2D[], string, number])[] {
  switch (level) {
    case 'city':
      return [[paths.districts, BORDER.district, 0.08]];
    case 'district':
      return [
        [paths.streets, BORDER.street, 0.06],
        [paths.districts, BORDER.district, 0.1],
      ];
    default:
      return [
        [paths.communities, BORDER.community, 0.06],
        [paths.streets, BORDER.district, 0.1],
      ];
  }
}

/** Draws a map into its canvas. `pixels` is the size of the wall's smallest text in device pixels; lines are parts of it. */
export function paintMap(
  context: CanvasRenderingContext2D,
  city: City,
  paths: CityPaths,
  picture: MapPicture,
  projection: PaperProjection,
  pixels: number,
  density: number,
): void {
  const view = viewOf(paths, projection, density);
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.setTransform(view.scale, 0, 0, view.scale, view.x, view.y);
  context.lineJoin = 'round';
  fillGrids(context, city, paths, picture, view, pixels);
  context.fillStyle = WATER;
  context.globalAlpha = 0.55;
  context.fill(paths.water, 'evenodd');
  context.globalAlpha = 1;
  for (const [outlines, color, width] of bordersOf(paths, picture.area.level)) {
    context.strokeStyle = color;
    context.lineWidth = Math.max(1, width * pixels) / view.scale;
    for (const outline of outlines) context.stroke(outline);
  }
  casePicked(context, paths, picture.picked ?? [], Math.max(1, PICKED_LINE_PARTS * pixels) / view.scale);
}
