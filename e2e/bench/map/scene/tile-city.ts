import type { City, GridTable, PolygonSet } from '../../../../shared/city/city.ts';

/** The same city many times over, each time smaller, side by side in its own frame: as many pixels, more grids. */
interface Tiling {
  /** Tiles along each side. */
  readonly side: number;
  readonly west: number;
  readonly south: number;
  readonly width: number;
  readonly height: number;
}

function tilingOf({ vertices }: PolygonSet, side: number): Tiling {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let index = 0; index < vertices.length; index += 2) {
    west = Math.min(west, vertices[index] ?? 0);
    east = Math.max(east, vertices[index] ?? 0);
    south = Math.min(south, vertices[index + 1] ?? 0);
    north = Math.max(north, vertices[index + 1] ?? 0);
  }
  return { side, west, south, width: east - west, height: north - south };
}

/** Coordinates of one tile: a smaller copy, moved to its place. */
function placeInTile(coordinates: Int32Array, { side, west, south, width, height }: Tiling, tile: number): Int32Array {
  const east = ((tile % side) * width) / side;
  const north = (Math.floor(tile / side) * height) / side;
  return coordinates.map((value, index) =>
    index % 2 === 0 ? Math.round(west + (value - west) / side + east) : Math.round(south + (value - south) / side + north),
  );
}

/** Every row `times` times, one copy after the other: what was contiguous stays so. */
function repeatRows<Rows extends Uint8Array | Uint16Array | Float32Array>(rows: Rows, times: number, result: Rows): Rows {
  for (let row = 0; row < result.length; row++) result[row] = rows[Math.floor(row / times)] ?? 0;
  return result;
}

function tilePoints(points: Int32Array, tiling: Tiling, tiles: number): Int32Array {
  const result = new Int32Array(points.length * tiles);
  for (let tile = 0; tile < tiles; tile++) {
    const placed = placeInTile(points, tiling, tile);
    for (let index = 0; index < points.length; index += 2) {
      const target = index * tiles + 2 * tile;
      result[target] = placed[index] ?? 0;
      result[target + 1] = placed[index + 1] ?? 0;
    }
  }
  return result;
}

/** Collects outlines and triangles of the copies in the order of the new rows. */
function tileShapes(grids: GridTable, tiling: Tiling, tiles: number): Pick<GridTable, 'outline' | 'triangles' | 'firstTriangle'> {
  const { featureStart, ringStart, vertices } = grids.outline;
  const places = Array.from({ length: tiles }, (_, tile) => placeInTile(vertices, tiling, tile));
  const shapes = { featureStart: [0], ringStart: [0], firstTriangle: [0] };
  const allVertices = new Int32Array(vertices.length * tiles);
  const triangles = new Uint32Array(grids.triangles.length * tiles);
  let [vertexCount, cornerCount] = [0, 0];
  for (let grid = 0; grid < grids.count; grid++) {
    const [firstRing, endRing] = [featureStart[grid] ?? 0, featureStart[grid + 1] ?? 0];
    const [firstVertex, endVertex] = [ringStart[firstRing] ?? 0, ringStart[endRing] ?? 0];
    const [firstCorner, endCorner] = [3 * (grids.firstTriangle[grid] ?? 0), 3 * (grids.firstTriangle[grid + 1] ?? 0)];
    for (const place of places) {
      for (let corner = firstCorner; corner < endCorner; corner++) {
        triangles[cornerCount++] = (grids.triangles[corner] ?? 0) - firstVertex + vertexCount;
      }
      for (let ring = firstRing; ring < endRing; ring++) shapes.ringStart.push((ringStart[ring + 1] ?? 0) - firstVertex + vertexCount);
      allVertices.set(place.subarray(2 * firstVertex, 2 * endVertex), 2 * vertexCount);
      vertexCount += endVertex - firstVertex;
      shapes.featureStart.push(shapes.ringStart.length - 1);
      shapes.firstTriangle.push(cornerCount / 3);
    }
  }
  return {
    outline: {
      featureStart: Uint32Array.from(shapes.featureStart),
      ringStart: Uint32Array.from(shapes.ringStart),
      vertices: allVertices,
    },
    triangles,
    firstTriangle: Uint32Array.from(shapes.firstTriangle),
  };
}

function tileGrids(grids: GridTable, tiling: Tiling): GridTable {
  const tiles = tiling.side ** 2;
  const count = grids.count * tiles;
  const copies = (texts: readonly string[]) => texts.flatMap((text) => Array.from({ length: tiles }, (_, tile) => `${text}${tile}`));
  const narrow = (rows: Uint8Array) => repeatRows(rows, tiles, new Uint8Array(count));
  const wide = (rows: Uint16Array) => repeatRows(rows, tiles, new Uint16Array(count));
  return {
    count,
    code: copies(grids.code),
    name: copies(grids.name),
    isDedicated: narrow(grids.isDedicated),
    dedicatedKind: narrow(grids.dedicatedKind),
    community: wide(grids.community),
    street: wide(grids.street),
    district: narrow(grids.district),
    households: wide(grids.households),
    residents: wide(grids.residents),
    areaSquareMeters: repeatRows(grids.areaSquareMeters, tiles, new Float32Array(count)),
    labelPoint: tilePoints(grids.labelPoint, tiling, tiles),
    ...tileShapes(grids, tiling, tiles),
    firstCompound: new Uint32Array(count + 1),
  };
}

/** A city with side² times as many grids. Areas keep their outlines and own the copies of their grids; compounds are left out. */
export function tileCity(city: City, side: number): City {
  const tiling = tilingOf(city.grids.outline, side);
  const scaled = <Areas extends { readonly firstGrid: Uint32Array }>(areas: Areas): Areas => ({
    ...areas,
    firstGrid: areas.firstGrid.map((grid) => grid * side ** 2),
  });
  const none = { featureStart: new Uint32Array(1), ringStart: new Uint32Array(1), vertices: new Int32Array(0) };
  return {
    ...city,
    districts: scaled(city.districts),
    streets: scaled(city.streets),
    communities: scaled(city.communities),
    grids: tileGrids(city.grids, tiling),
    compounds: {
      count: 0,
      name: [],
      grid: new Uint16Array(0),
      households: new Uint16Array(0),
      buildings: new Uint8Array(0),
      unitsPerBuilding: new Uint8Array(0),
      floors: new Uint8Array(0),
      labelPoint: new Int32Array(0),
      outline: none,
    },
  };
}
