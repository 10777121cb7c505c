import type { GridTable, PolygonSet } from '../../../shared/city/city.ts';
import type { LocalProjection } from '../projection.ts';
import { BandExtents, bandsOf } from './grid-bands.ts';

/** Bytes a vertex: x, y as float32 offsets, then grid and edge flags as one uint32. */
export const GRID_VERTEX_BYTES = 12;
/** The three upper bits tell which edges of the triangle are border: bit 29 + i for the edge opposite to corner i. */
const EDGE_SHIFT = 29;

export interface GridGeometry {
  readonly bytes: ArrayBuffer;
  readonly vertexCount: number;
  readonly bands: BandExtents;
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

/**
 * All triangles of all grids, from south to north, as one list made once and kept on the GPU for ever. Corners know whether the edges of their
 * triangle lie on the grid's border: the shader draws borders from the distance to them, without any line geometry.
 */
export function buildGridGeometry(grids: GridTable, projection: LocalProjection): GridGeometry {
  const { outline, triangles, firstTriangle } = grids;
  const next = nextAlongRing(outline);
  const onBorder = (a: number, b: number): boolean => next[a] === b || next[b] === a;
  const local = new Float32Array(outline.vertices.length);
  for (let index = 0; index < local.length; index += 2) {
    local[index] = projection.x(outline.vertices[index] ?? 0);
    local[index + 1] = projection.y(outline.vertices[index + 1] ?? 0);
  }
  const bytes = new ArrayBuffer(triangles.length * GRID_VERTEX_BYTES);
  const positions = new Float32Array(bytes);
  const flags = new Uint32Array(bytes);
  const bands = new BandExtents();
  let written = 0;
  for (const band of bandsOf(grids)) {
    let [south, north] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const grid of band) {
      const end = (firstTriangle[grid + 1] ?? 0) * 3;
      for (let corner = (firstTriangle[grid] ?? 0) * 3; corner < end; corner += 3) {
        const a = triangles[corner] ?? 0;
        const b = triangles[corner + 1] ?? 0;
        const c = triangles[corner + 2] ?? 0;
        const edges = (onBorder(b, c) ? 1 : 0) | (onBorder(c, a) ? 2 : 0) | (onBorder(a, b) ? 4 : 0);
        const word = (grid | (edges << EDGE_SHIFT)) >>> 0;
        for (let offset = 0; offset < 3; offset++, written++) {
          const vertex = triangles[corner + offset] ?? 0;
          const y = local[2 * vertex + 1] ?? 0;
          const target = written * 3;
          positions[target] = local[2 * vertex] ?? 0;
          positions[target + 1] = y;
          flags[target + 2] = word;
          if (y < south) south = y;
          if (y > north) north = y;
        }
      }
    }
    bands.add(written, south, north);
  }
  return { bytes, vertexCount: written, bands };
}
