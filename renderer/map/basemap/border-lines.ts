import { COORDINATE_SCALE, type PolygonSet } from '../../../shared/city/city.ts';

/** Longitude, latitude in degrees. */
export type Position = [number, number];

/** City coordinates span less than 2^25 units a side, so two of them fit one double exactly. */
const SPAN = 2 ** 26;

/**
 * The borders between features as lines, each drawn once although two features share it: along every ring, the runs of edges
 * that no earlier ring has drawn.
 */
export function borderLines(polygons: PolygonSet): Position[][] {
  const { ringStart, vertices } = polygons;
  const idOf = vertexIds(vertices);
  const vertexCount = vertices.length / 2;
  const drawn = new Set<number>();
  const lines: Position[][] = [];
  const positionOf = (vertex: number): Position => [
    (vertices[2 * vertex] ?? 0) / COORDINATE_SCALE,
    (vertices[2 * vertex + 1] ?? 0) / COORDINATE_SCALE,
  ];
  for (let ring = 0; ring + 1 < ringStart.length; ring++) {
    const start = ringStart[ring] ?? 0;
    const end = ringStart[ring + 1] ?? 0;
    let line: Position[] = [];
    for (let from = start; from < end; from++) {
      const to = from + 1 < end ? from + 1 : start;
      const [a, b] = [idOf[from] ?? 0, idOf[to] ?? 0];
      const edge = Math.min(a, b) * vertexCount + Math.max(a, b);
      if (drawn.has(edge)) {
        if (line.length > 0) lines.push(line);
        line = [];
        continue;
      }
      drawn.add(edge);
      if (line.length === 0) line.push(positionOf(from));
      line.push(positionOf(to));
    }
    if (line.length > 0) lines.push(line);
  }
  return lines;
}

/** The first vertex at the same place, for every vertex. */
function vertexIds(vertices: Int32Array): Uint32Array {
  let [west, south] = [Infinity, Infinity];
  for (let index = 0; index < vertices.length; index += 2) {
    west = Math.min(west, vertices[index] ?? 0);
    south = Math.min(south, vertices[index + 1] ?? 0);
  }
  const first = new Map<number, number>();
  const ids = new Uint32Array(vertices.length / 2);
  for (let vertex = 0; vertex < ids.length; vertex++) {
    const key = ((vertices[2 * vertex] ?? 0) - west) * SPAN + ((vertices[2 * vertex + 1] ?? 0) - south);
    const known = first.get(key);
    if (known === undefined) first.set(key, vertex);
    ids[vertex] = known ?? vertex;
  }
  return ids;
}
