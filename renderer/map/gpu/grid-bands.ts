import type { GridTable, PolygonSet } from '../../../shared/city/city.ts';
import type { LeanFrame } from './lean-layer.ts';

/** Of equal height. A near view shows some of them, and the rest costs nothing; more would save little. */
const BAND_COUNT = 64;
/** Rounding of the matrix must not cut off what just reaches into the picture. */
const MARGIN = 1.01;

/** Grids in bands from south to north, so that what a view shows is one run of them: the graphics card is not even told of the others. */
export function bandsOf({ count, labelPoint }: Pick<GridTable, 'count' | 'labelPoint'>): readonly (readonly number[])[] {
  let [south, north] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let grid = 0; grid < count; grid++) {
    const latitude = labelPoint[2 * grid + 1] ?? 0;
    south = Math.min(south, latitude);
    north = Math.max(north, latitude);
  }
  const bands = Array.from({ length: BAND_COUNT }, (): number[] => []);
  for (let grid = 0; grid < count; grid++) {
    const share = ((labelPoint[2 * grid + 1] ?? 0) - south) / (north - south + 1);
    bands[Math.floor(share * BAND_COUNT)]?.push(grid);
  }
  return bands;
}

/** How far south and north grids reach, in local offsets. */
export class Reach {
  south = Number.POSITIVE_INFINITY;
  north = Number.NEGATIVE_INFINITY;

  take({ featureStart, ringStart }: PolygonSet, grid: number, local: Float32Array): void {
    const end = 2 * (ringStart[featureStart[grid + 1] ?? 0] ?? 0);
    for (let index = 2 * (ringStart[featureStart[grid] ?? 0] ?? 0) + 1; index < end; index += 2) {
      const y = local[index] ?? 0;
      if (y < this.south) this.south = y;
      if (y > this.north) this.north = y;
    }
  }
}

/** A run of vertices. */
export interface VertexRun {
  readonly first: number;
  readonly count: number;
}

/** A band's vertices reach from where those of the band before it end up to `end`, and so far south and north, in local offsets. */
export interface Band {
  readonly end: number;
  readonly south: number;
  readonly north: number;
}

/** The vertices from the first to the last band that reaches into a view. */
export function vertexRunWithin(bands: readonly Band[], south: number, north: number): VertexRun {
  const isSeen = (band: Band): boolean => band.north >= south && band.south <= north;
  const lowest = bands.findIndex(isSeen);
  if (lowest < 0) return { first: 0, count: 0 };
  const first = bands[lowest - 1]?.end ?? 0;
  return { first, count: (bands.findLast(isSeen)?.end ?? 0) - first };
}

/** How far south and north a view reaches, in local offsets; the map may be turned, but not tilted. */
export function reachOf({ localToClip }: Pick<LeanFrame, 'localToClip'>): { readonly south: number; readonly north: number } {
  const [a = 0, b = 0, , , c = 0, d = 0] = localToClip;
  const [x = 0, y = 0, , w = 1] = localToClip.subarray(12);
  const determinant = a * d - c * b;
  const middle = (b * x - a * y) / determinant;
  const half = (Math.abs(a) + Math.abs(b)) * Math.abs(w / determinant) * MARGIN;
  return { south: middle - half, north: middle + half };
}
