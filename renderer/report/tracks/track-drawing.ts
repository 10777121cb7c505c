import { type City, COORDINATE_SCALE } from '../../../shared/city/city.ts';
import { featureBox, type GridLocator } from '../../../shared/city/city-lookup.ts';
import type { WorkerTrack } from '../../../shared/contract/tracks.ts';
import { areaName } from '../../../shared/domain/areas.ts';
import { pathRow, TRACK_LINK, type TrackPath } from '../../../shared/domain/track-path.ts';
import { scaleBar, type ScaleBar } from '../../lib/scale-bar.ts';
import type { Bounds } from '../../map/bounds.ts';
import { outlinePath } from '../map/outline-path.ts';
import { type Box, type PaperProjection, projectBounds } from '../map/paper-projection.ts';
import { type PlacedLabel, placeLabels } from '../map/place-labels.ts';
import { type PaperPoint, placeDiscs, type PlacedDisc } from './place-discs.ts';

/** A way on paper: outlines in UNITS_PER_PIXEL, everything else in CSS pixels. */
export interface TrackDrawing {
  readonly frame: Box;
  readonly waterPath: string;
  readonly compoundPath: string;
  readonly gridPath: string;
  readonly communityPath: string;
  /** Outlines of the grids that were asked for; empty where it was a worker. */
  readonly askedPath: string;
  readonly labels: readonly PlacedLabel[];
  readonly scaleBar: ScaleBar;
  readonly wayPath: string;
  /** Straight from the last word to the next one: not a way that somebody went. */
  readonly gapPath: string;
  /** In the order of the stops. */
  readonly stops: readonly PlacedDisc[];
  readonly ends: readonly PaperPoint[];
}

export const STOP_RADIUS_PIXELS = 6.5;
export const TRACK_LABEL_PIXELS = 8;
/** Room around the way, degrees: 60 m; and the least that is shown of somebody who stood still all day. */
const MARGIN_DEGREES = 0.0006;
const LEAST_DEGREES = 0.004;
const NORTH_ARROW_PIXELS = { width: 24, height: 34 } as const;
const SCALE_BAR_PIXELS = { most: 120, height: 22, beside: 24 } as const;
/** A grid whose own label point lies outside is named at one of its places in the frame, looked for this far apart. */
const SAMPLE_PIXELS = 24;

/** Degrees around a way. */
function boundsOf({ longitude, latitude }: TrackPath): Bounds {
  const span = (values: Int32Array): readonly [number, number] => {
    let [least, most] = [Infinity, -Infinity];
    for (const value of values) [least, most] = [Math.min(least, value), Math.max(most, value)];
    const middle = (least + most) / 2 / COORDINATE_SCALE;
    const half = Math.max((most - least) / 2 / COORDINATE_SCALE + MARGIN_DEGREES, LEAST_DEGREES / 2);
    return [middle - half, middle + half];
  };
  const [[west, east], [south, north]] = [span(longitude), span(latitude)];
  return { west, south, east, north };
}

/** What of the earth the whole frame shows, which is more than what was fitted into it. */
function shownBounds(projection: PaperProjection, frame: Box): Bounds {
  const [x0, y0] = [projection.x(0), projection.y(0)];
  const [perDegreeX, perDegreeY] = [projection.x(COORDINATE_SCALE) - x0, projection.y(COORDINATE_SCALE) - y0];
  return {
    west: (frame.left - x0) / perDegreeX,
    east: (frame.right - x0) / perDegreeX,
    south: (frame.bottom - y0) / perDegreeY,
    north: (frame.top - y0) / perDegreeY,
  };
}

/** Water that the frame may show: that of the whole city would be in every one of many maps. */
function waterIn({ water }: City, { west, south, east, north }: Bounds): number[] {
  const scale = COORDINATE_SCALE;
  return Array.from({ length: water.count }, (_, feature) => feature).filter((feature) => {
    const { minX, minY, maxX, maxY } = featureBox(water.outline, feature);
    return maxX >= west * scale && minX <= east * scale && maxY >= south * scale && minY <= north * scale;
  });
}

/** The way and its gaps as path data. */
function linesOf(path: TrackPath, projection: PaperProjection): { readonly wayPath: string; readonly gapPath: string } {
  const at = (index: number): string => {
    const { longitude, latitude } = pathRow(path, index);
    return `${projection.x(longitude).toFixed(1)} ${projection.y(latitude).toFixed(1)}`;
  };
  let [wayPath, gapPath] = ['', ''];
  for (let index = 0; index < path.atMs.length; index += 1) {
    const isWay = path.link[index] === TRACK_LINK.way;
    wayPath += `${isWay ? 'L' : 'M'}${at(index)}`;
    if (path.link[index] === TRACK_LINK.gap) gapPath += `M${at(index - 1)}L${at(index)}`;
  }
  return { wayPath, gapPath };
}

interface LabelPlaces {
  readonly city: City;
  readonly locator: GridLocator;
  readonly projection: PaperProjection;
  readonly frame: Box;
  readonly bounds: Bounds;
}

/** Places in the frame by the grid that they lie in. */
function samplesByGrid({ locator, frame, bounds }: LabelPlaces): ReadonlyMap<number, readonly PaperPoint[]> {
  const samples = new Map<number, PaperPoint[]>();
  const perPixel = {
    longitude: (bounds.east - bounds.west) / (frame.right - frame.left),
    latitude: (bounds.north - bounds.south) / (frame.bottom - frame.top),
  };
  for (let x = frame.left + SAMPLE_PIXELS / 2; x < frame.right; x += SAMPLE_PIXELS)
    for (let y = frame.top + SAMPLE_PIXELS / 2; y < frame.bottom; y += SAMPLE_PIXELS) {
      const longitude = bounds.west + (x - frame.left) * perPixel.longitude;
      const grid = locator.gridAt(longitude, bounds.north - (y - frame.top) * perPixel.latitude);
      const found = samples.get(grid);
      if (found === undefined) samples.set(grid, [{ x, y }]);
      else found.push({ x, y });
    }
  return samples;
}

/** Places for the name of a grid, best first: its label point, then what of it is in the frame from its middle outwards. */
function pointsFor(grid: number, { city, projection, frame }: LabelPlaces, samples: readonly PaperPoint[]): readonly PaperPoint[] {
  const { labelPoint } = city.grids;
  const own = { x: projection.x(labelPoint[2 * grid] ?? 0), y: projection.y(labelPoint[2 * grid + 1] ?? 0) };
  const isShown = own.x > frame.left && own.x < frame.right && own.y > frame.top && own.y < frame.bottom;
  const mean = (of: (point: PaperPoint) => number): number => samples.reduce((sum, point) => sum + of(point), 0) / samples.length;
  const middle = isShown ? own : { x: mean(({ x }) => x), y: mean(({ y }) => y) };
  const distance = ({ x, y }: PaperPoint): number => Math.hypot(x - middle.x, y - middle.y);
  return [...(isShown ? [own] : []), ...samples.toSorted((one, other) => distance(one) - distance(other))];
}

/** Names of grids where there is room, those with stops first. */
function gridLabels(places: LabelPlaces, { stops }: WorkerTrack, grids: readonly number[], taken: readonly Box[]): PlacedLabel[] {
  const { city, frame } = places;
  const samples = samplesByGrid(places);
  const stopsIn = (grid: number): number => stops.filter((stop) => stop.grid === grid).length;
  const placed: PlacedLabel[] = [];
  for (const grid of grids.toSorted((one, other) => stopsIn(other) - stopsIn(one) || one - other)) {
    const text = areaName(city, { level: 'grid', index: grid });
    const room = { frame, fontSize: TRACK_LABEL_PIXELS, taken: [...taken, ...placed.map(boxOf)] };
    for (const point of pointsFor(grid, places, samples.get(grid) ?? [])) {
      const [label] = placeLabels([{ text, shortText: text, ...point }], room);
      if (label === undefined) continue;
      placed.push(label);
      break;
    }
  }
  return placed;
}

function boxOf({ x, y, width }: PlacedLabel): Box {
  const half = TRACK_LABEL_PIXELS * 0.62;
  return { left: x - width / 2, right: x + width / 2, top: y - half, bottom: y + half };
}

/** Boxes that names keep clear of: stops, scale and north. */
function takenBy(stops: readonly PlacedDisc[], frame: Box, bar: ScaleBar): Box[] {
  const radius = STOP_RADIUS_PIXELS;
  return [
    ...stops.map(({ x, y }) => ({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius })),
    {
      left: frame.left,
      top: frame.bottom - SCALE_BAR_PIXELS.height,
      right: frame.left + bar.pixels + SCALE_BAR_PIXELS.beside,
      bottom: frame.bottom,
    },
    { left: frame.right - NORTH_ARROW_PIXELS.width, top: frame.top, right: frame.right, bottom: frame.top + NORTH_ARROW_PIXELS.height },
  ];
}

interface TrackRequested {
  readonly track: WorkerTrack;
  /** Grids that the way was followed through; empty for all of it. */
  readonly asked: readonly number[];
  readonly frame: Box;
}

/** One way with the grids that it led through, as vectors: north is up. Null when nothing was heard of it. */
export function drawTrack(city: City, locator: GridLocator, { track, asked, frame }: TrackRequested): TrackDrawing | null {
  const { path } = track;
  if (path.atMs.length === 0) return null;
  const projection = projectBounds(boundsOf(path), frame);
  const bounds = shownBounds(projection, frame);
  const grids = locator.queryBox(bounds.west, bounds.south, bounds.east, bounds.north);
  const communities = new Set(grids.map((grid) => city.grids.community[grid] ?? 0));
  const point = ({ longitude, latitude }: { readonly longitude: number; readonly latitude: number }): PaperPoint => ({
    x: projection.x(longitude),
    y: projection.y(latitude),
  });
  const bar = scaleBar(projection.metersPerPixel, SCALE_BAR_PIXELS.most);
  const stops = placeDiscs(track.stops.map(point), STOP_RADIUS_PIXELS, frame);
  const compounds = grids.flatMap((grid) => {
    const first = city.grids.firstCompound[grid] ?? 0;
    return Array.from({ length: (city.grids.firstCompound[grid + 1] ?? first) - first }, (_, offset) => first + offset);
  });
  return {
    frame,
    waterPath: outlinePath(city.water.outline, waterIn(city, bounds), projection),
    compoundPath: outlinePath(city.compounds.outline, compounds, projection),
    gridPath: outlinePath(city.grids.outline, grids, projection),
    communityPath: outlinePath(city.communities.outline, communities, projection),
    askedPath: outlinePath(city.grids.outline, asked, projection),
    labels: gridLabels({ city, locator, projection, frame, bounds }, track, grids, takenBy(stops, frame, bar)),
    scaleBar: bar,
    ...linesOf(path, projection),
    stops,
    ends: [point(pathRow(path, 0)), point(pathRow(path, path.atMs.length - 1))],
  };
}
