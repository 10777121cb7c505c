import type { City } from '../../../../../shared/city/city.ts';
import type { SceneColumns } from '../../scene/scene-file.ts';

/** Texels a row of the classes: grid g is found at (g & 255, g >> 8). */
export const CLASSES_WIDTH = 256;
export const NO_DATA_SLOT = 8;
export const EMPTY_SLOT = 9;
const DEDICATED_BIT = 0x80;
const STALE_MS = 10 * 60_000;

const mercatorX = (longitude: number): number => (longitude / 360 + 0.5) * 512;
const mercatorY = (latitude: number): number => (0.5 + Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI)) * 512;

/** Offsets from a place in the city, of which 32 bits hold enough. */
export interface Origin {
  x(longitude: number): number;
  y(latitude: number): number;
}

export function originOf({ districts }: City): Origin {
  const [longitude = 0, latitude = 0] = districts.labelPoint;
  const [x, y] = [mercatorX(longitude / 1e7), mercatorY(latitude / 1e7)];
  return { x: (value) => mercatorX(value) - x, y: (value) => mercatorY(value) - y };
}

/** Three corners a triangle: place, then the grid and in the upper bits which edges are borders. */
export function gridVertices({ grids }: City, { x, y }: Origin): ArrayBuffer {
  const { triangles, firstTriangle } = grids;
  const { ringStart, vertices } = grids.outline;
  const count = vertices.length / 2;
  const next = new Uint32Array(count);
  const local = new Float32Array(vertices.length);
  for (let ring = 0, vertex = 0; vertex < count; ring++) {
    const [start, end] = [ringStart[ring] ?? 0, ringStart[ring + 1] ?? 0];
    for (; vertex < end; vertex++) {
      next[vertex] = vertex + 1 < end ? vertex + 1 : start;
      local[2 * vertex] = x((vertices[2 * vertex] ?? 0) / 1e7);
      local[2 * vertex + 1] = y((vertices[2 * vertex + 1] ?? 0) / 1e7);
    }
  }
  const isBorder = (a: number, b: number): number => (next[a] === b || next[b] === a ? 1 : 0);
  const bytes = new ArrayBuffer(triangles.length * 12);
  const [floats, words] = [new Float32Array(bytes), new Uint32Array(bytes)];
  for (let grid = 0, corner = 0; grid < grids.count; grid++) {
    for (const end = 3 * (firstTriangle[grid + 1] ?? 0); corner < end; corner += 3) {
      const [a = 0, b = 0, c = 0] = [triangles[corner], triangles[corner + 1], triangles[corner + 2]];
      const word = (grid | ((isBorder(b, c) | (isBorder(c, a) << 1) | (isBorder(a, b) << 2)) << 29)) >>> 0;
      for (let side = 0; side < 3; side++) {
        const vertex = side === 0 ? a : side === 1 ? b : c;
        const at = 3 * (corner + side);
        floats[at] = local[2 * vertex] ?? 0;
        floats[at + 1] = local[2 * vertex + 1] ?? 0;
        words[at + 2] = word;
      }
    }
  }
  return bytes;
}

/** A byte a grid: its slot of the palette, and whether it is dedicated. */
export function writeClasses(classes: Uint8Array, { grids }: City, { coverage }: SceneColumns, breaks: readonly number[]): void {
  const { listed, withdrawn, verified } = coverage;
  for (let grid = 0; grid < grids.count; grid++) {
    const due = (listed[grid] ?? 0) - (withdrawn[grid] ?? 0);
    let slot = listed[grid] === 0 ? EMPTY_SLOT : NO_DATA_SLOT;
    if (due > 0) {
      const rate = (verified[grid] ?? 0) / due;
      slot = 0;
      while (slot < breaks.length && rate >= (breaks[slot] ?? 1)) slot++;
    }
    classes[grid] = slot | ((grids.isDedicated[grid] ?? 0) * DEDICATED_BIT);
  }
}

/** Three words a worker: place, then heading and whether the position is old. */
export function writeMarks(floats: Float32Array, words: Uint32Array, { workers }: SceneColumns, { x, y }: Origin): void {
  const { longitude, latitude, heading, ageMs } = workers;
  for (let row = 0; row < longitude.length; row++) {
    floats[3 * row] = x((longitude[row] ?? 0) / 1e7);
    floats[3 * row + 1] = y((latitude[row] ?? 0) / 1e7);
    words[3 * row + 2] = (((heading[row] ?? 0) % 360) << 1) | ((ageMs[row] ?? 0) > STALE_MS ? 1 : 0);
  }
}
