import type { GridTable, PolygonSet } from '../../../shared/city/city.ts';
import type { LocalProjection } from '../projection.ts';
import { type Band, bandsOf, Reach } from './grid-bands.ts';

/** Bytes a vertex: x, y as float32 offsets, then grid and edge flags as one uint32. */
export const GRID_VERTEX_BYTES = 12;
/** The three upper bits tell which edges of the triangle are border: bit 29 + i for the edge opposite to corner i. */
const EDGE_SHIFT = 29;

/** What the geometry is made of. */
export type GridShapes = Pick<GridTable, 'count' | 'labelPoint' | 'outline' | 'triangles' | 'firstTriangle'>;

/** Plain data, so that a worker can hand it over. */
export interface GridGeometry {
  readonly bytes: ArrayBuffer;
  readonly bands: readonly Band[];
}

/** For every vertex of the outlines the next one along its ring. */
function nextAlongRing({ ringStart, vertices }: PolygonSet): Uint32Array {
  const next = new Uint32Array(vertices.length / 2);
  for (let ring = 0; ring + 1 < ringStart.length; ring++) {
    const start = ringStart[ring] ?? 0;
    const end = ringStart[ring + 1] ?? 0;
    for (let vertex = start; vertex < end; vertex++) next[vertex] = vertex + 1 < end ? vertex + 1 : start;
  }
  return next;
}

/** Interleaved offsets of all vertices of the outlines. */
function localPlaces({ vertices }: PolygonSet, projection: LocalProjection): Float32Array {
  const local = new Float32Array(vertices.length);
  for (let index = 0; index < local.length; index += 2) {
    local[index] = projection.x(vertices[index] ?? 0);
    local[index + 1] = projection.y(vertices[index + 1] ?? 0);
  }
  return local;
}

/**
 * All triangles of all grids, band by band from south to north, as one list made once and kept on the GPU for ever. Corners know whether the edges
 * of their triangle lie on the grid's border: the shader draws borders from the distance to them, without any line geometry.
 */
export function buildGridGeometry(grids: GridShapes, projection: LocalProjection): GridGeometry {
  const { outline, triangles, firstTriangle } = grids;
  const local = localPlaces(outline, projection);
  const next = nextAlongRing(outline);
  const bytes = new ArrayBuffer(triangles.length * GRID_VERTEX_BYTES);
  const positions = new Float32Array(bytes);
  const flags = new Uint32Array(bytes);
  /** Answers the vertex after those of this grid. A function of its own, because this runs once and is compiled while it does. */
  const write = (grid: number, vertex: number): number => {
    const end = (firstTriangle[grid + 1] ?? 0) * 3;
    let word = 3 * vertex;
    for (let corner = (firstTriangle[grid] ?? 0) * 3; corner < end; corner += 3) {
      const a = triangles[corner] ?? 0;
      const b = triangles[corner + 1] ?? 0;
      const c = triangles[corner + 2] ?? 0;
      const edges =
        (next[b] === c || next[c] === b ? 1 : 0) | (next[c] === a || next[a] === c ? 2 : 0) | (next[a] === b || next[b] === a ? 4 : 0);
      const mark = (grid | (edges << EDGE_SHIFT)) >>> 0;
      for (let offset = 0; offset < 3; offset++, word += 3) {
        const place = 2 * (triangles[corner + offset] ?? 0);
        positions[word] = local[place] ?? 0;
        positions[word + 1] = local[place + 1] ?? 0;
        flags[word + 2] = mark;
      }
    }
    return word / 3;
  };
  const bands: Band[] = [];
  let written = 0;
  for (const band of bandsOf(grids)) {
    const reach = new Reach();
    for (const grid of band) {
      written = write(grid, written);
      reach.take(outline, grid, local);
    }
    bands.push({ end: written, south: reach.south, north: reach.north });
  }
  return { bytes, bands };
}
