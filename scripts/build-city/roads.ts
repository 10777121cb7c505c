/** Roads as lines, and the part of them that grids follow. */
import { at, type Path, type Point } from './basics.ts';
import type { District } from './districts.ts';
import { type EdgeBag, ROAD_EDGE } from './edges.ts';
import { distanceToSegment, smoothLine } from './polygon.ts';
import { metersFromUnits, roundPoint } from './projection.ts';
import { ROADS, type RoadShape } from './road-shapes.ts';
import { pointsFromDegrees, waterAt, type WaterBody } from './water.ts';

export interface Road {
  readonly name: string;
  readonly roadClass: RoadShape['roadClass'];
  readonly cuts: boolean;
  /** Units, rounded. */
  readonly line: readonly Point[];
}

const LINE_STEPS = 4;
/** Nearer than this to a district border or a river bank a road would only cut slivers. */
const LEAST_DISTANCE_METERS = 160;

export function buildRoads(): Road[] {
  return ROADS.map(({ name, roadClass, cuts, line }) => ({
    name,
    roadClass,
    cuts,
    line: smoothLine(pointsFromDegrees(line), LINE_STEPS).map(roundPoint),
  }));
}

function nearAny(point: Point, borders: readonly Path[]): boolean {
  return borders.some((ring) =>
    ring.some((from, i) => distanceToSegment(point, from, at(ring, (i + 1) % ring.length)) < LEAST_DISTANCE_METERS),
  );
}

/** Adds the pieces of roads that run over land, away from borders and banks. */
export function addRoads(bag: EdgeBag, roads: readonly Road[], districts: readonly District[], water: readonly WaterBody[]): void {
  const borders = [...districts, ...water].flatMap(({ shape }) => shape.rings.map((ring) => ring.map(metersFromUnits)));
  for (const road of roads.filter(({ cuts }) => cuts)) {
    for (let i = 0; i + 1 < road.line.length; i++) {
      const from = at(road.line, i);
      const to = at(road.line, i + 1);
      const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
      if (waterAt(water, middle.x, middle.y) >= 0 || nearAny(metersFromUnits(middle), borders)) continue;
      bag.add(from, to, ROAD_EDGE);
    }
  }
}
