/** Turns the hand-drawn water into rings on the integer plane, and tells which body of water a point is in. */
import { at, type Point } from './basics.ts';
import { bandAround, insideShape, shapeOf, smoothLine, smoothRing, type Shape } from './polygon.ts';
import { metersFromUnits, roundPoint, unitsFromDegrees, unitsFromMeters } from './projection.ts';
import { ISLES, LAKES, RIVERS, type Degrees, type LakeShape, type RiverShape } from './water-shapes.ts';

export interface WaterBody {
  readonly name: string;
  readonly kind: 'river' | 'lake';
  readonly shape: Shape;
}

const LINE_STEPS = 3;
const RING_STEPS = 3;

export function pointsFromDegrees(line: Degrees): Point[] {
  return line.map(([longitude, latitude]) => unitsFromDegrees(longitude, latitude));
}

function smoothedLake(lake: LakeShape): Point[] {
  return smoothRing(pointsFromDegrees(lake.ring), RING_STEPS).map(roundPoint);
}

function lakeBody(lake: LakeShape): WaterBody {
  const isles = ISLES.filter((isle) => isle.name === lake.name);
  return { name: lake.name, kind: 'lake', shape: shapeOf([lake, ...isles].map(smoothedLake)) };
}

/** A band around the smoothed line, its half-width growing evenly from source to mouth. */
function riverBody(river: RiverShape): WaterBody {
  const line = smoothLine(pointsFromDegrees(river.line).map(metersFromUnits), LINE_STEPS);
  const [from, to] = river.halfWidth;
  const band = bandAround(line, (index) => from + ((to - from) * index) / (line.length - 1));
  const ring = band.map((point) => roundPoint(unitsFromMeters(point)));
  return { name: river.name, kind: 'river', shape: shapeOf([ring]) };
}

export function buildWater(): WaterBody[] {
  return [...LAKES.map(lakeBody), ...RIVERS.map(riverBody)];
}

/** Index of the body of water a point of the integer plane lies in, or −1. */
export function waterAt(water: readonly WaterBody[], x: number, y: number): number {
  for (let i = 0; i < water.length; i++) if (insideShape(at(water, i).shape, x, y)) return i;
  return -1;
}
