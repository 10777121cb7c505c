import type { Position } from './border-lines.ts';

export interface WidePlace {
  readonly position: Position;
  /** Distance to the nearest bank, degrees of latitude. */
  readonly width: number;
}

/** Distance between two tried places, degrees: about 1 km. */
const STEP = 0.009;
/** Nearer to a bank than this a name does not fit, degrees: about 200 m. */
const LEAST_WIDTH = 0.0018;

/** Longitudes at which a line of latitude meets the banks, ascending: water lies between the first and second, third and fourth … */
function crossings(rings: readonly (readonly Position[])[], y: number): number[] {
  const found: number[] = [];
  for (const ring of rings) {
    for (let index = 0; index < ring.length; index++) {
      const [ax, ay] = ring[index] ?? [0, 0];
      const [bx, by] = ring[(index + 1) % ring.length] ?? [0, 0];
      if (ay > y !== by > y) found.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    }
  }
  return found.sort((first, second) => first - second);
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
  const latitudes = rings.flat().map(([, latitude]) => latitude);
  const south = Math.min(...latitudes);
  const north = Math.max(...latitudes);
  const shrink = Math.cos((south * Math.PI) / 180);
  const places: WidePlace[] = [];
  for (let y = south + step / 4; y < north; y += step) {
    const banks = crossings(rings, y);
    for (let index = 0; index + 1 < banks.length; index += 2) {
      const [from, to] = [banks[index] ?? 0, banks[index + 1] ?? 0];
      for (let x = Math.ceil(from / step) * step; x < to; x += step) {
        const width = bankDistance(rings, x, y, shrink);
        if (width >= leastWidth) places.push({ position: [x, y], width });
      }
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
