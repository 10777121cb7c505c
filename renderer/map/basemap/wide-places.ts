import type { Position } from './border-lines.ts';

export interface WidePlace {
  readonly position: Position;
  /** Distance to the nearest bank, degrees of latitude. */
  readonly width: number;
}

/** Distance between two tried places, degrees: about 700 m. */
const STEP = 0.0065;
/** Nearer to a bank than this a name does not fit, degrees: about 200 m. */
const LEAST_WIDTH = 0.0018;

function contains(rings: readonly (readonly Position[])[], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let index = 0; index < ring.length; index++) {
      const [ax, ay] = ring[index] ?? [0, 0];
      const [bx, by] = ring[(index + 1) % ring.length] ?? [0, 0];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    }
  }
  return inside;
}

function bankDistance(rings: readonly (readonly Position[])[], x: number, y: number, shrink: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (let index = 0; index < ring.length; index++) {
      const [ax, ay] = ring[index] ?? [0, 0];
      const [bx, by] = ring[(index + 1) % ring.length] ?? [0, 0];
      const [edgeX, edgeY] = [(bx - ax) * shrink, by - ay];
      const [toX, toY] = [(x - ax) * shrink, y - ay];
      const along = Math.min(1, Math.max(0, (toX * edgeX + toY * edgeY) / Math.max(edgeX * edgeX + edgeY * edgeY, 1e-18)));
      nearest = Math.min(nearest, Math.hypot(toX - along * edgeX, toY - along * edgeY));
    }
  }
  return nearest;
}

/** Places in a water (rings in degrees) that are at least `leastWidth` degrees from its banks, on a regular lattice. */
export function widePlaces(rings: readonly (readonly Position[])[], step = STEP, leastWidth = LEAST_WIDTH): WidePlace[] {
  const positions = rings.flat();
  const longitudes = positions.map(([longitude]) => longitude);
  const latitudes = positions.map(([, latitude]) => latitude);
  const [west, east] = [Math.min(...longitudes), Math.max(...longitudes)];
  const [south, north] = [Math.min(...latitudes), Math.max(...latitudes)];
  const shrink = Math.cos((south * Math.PI) / 180);
  const places: WidePlace[] = [];
  for (let y = south + step / 4; y < north; y += step) {
    for (let x = west + step / 4; x < east; x += step) {
      if (!contains(rings, x, y)) continue;
      const width = bankDistance(rings, x, y, shrink);
      if (width >= leastWidth) places.push({ position: [x, y], width });
    }
  }
  return places;
}

/** The widest place of a lake, however small it is. */
export function widestPlace(rings: readonly (readonly Position[])[]): WidePlace | undefined {
  const latitudes = rings.flat().map(([, latitude]) => latitude);
  const step = (Math.max(...latitudes) - Math.min(...latitudes)) / 12;
  return widePlaces(rings, step, 0).sort((first, second) => second.width - first.width)[0];
}
