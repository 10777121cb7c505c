import { type City, COORDINATE_SCALE, type PolygonSet } from '../../../shared/city/city.ts';

/** Outlines in degrees from the city's middle, y downwards, longitudes shrunk so that a degree is equally long both ways. */
export interface CityPaths {
  readonly originX: number;
  readonly originY: number;
  readonly shrink: number;
  readonly grids: readonly Path2D[];
  /** West, north, east, south of each grid in the paths' own units. */
  readonly gridBounds: Float32Array;
  readonly districts: readonly Path2D[];
  readonly streets: readonly Path2D[];
  readonly communities: readonly Path2D[];
  readonly water: Path2D;
}

type Frame = Pick<CityPaths, 'originX' | 'originY' | 'shrink'>;

function trace(path: Path2D, outline: PolygonSet, feature: number, { originX, originY, shrink }: Frame): void {
  const { featureStart, ringStart, vertices } = outline;
  for (let ring = featureStart[feature] ?? 0; ring < (featureStart[feature + 1] ?? 0); ring++) {
    const from = ringStart[ring] ?? 0;
    for (let vertex = from; vertex < (ringStart[ring + 1] ?? 0); vertex++) {
      const x = ((vertices[2 * vertex] ?? 0) / COORDINATE_SCALE - originX) * shrink;
      const y = originY - (vertices[2 * vertex + 1] ?? 0) / COORDINATE_SCALE;
      if (vertex === from) path.moveTo(x, y);
      else path.lineTo(x, y);
    }
    path.closePath();
  }
}

function pathsOf(outline: PolygonSet, count: number, frame: Frame): Path2D[] {
  return Array.from({ length: count }, (_, feature) => {
    const path = new Path2D();
    trace(path, outline, feature, frame);
    return path;
  });
}

function boundsOf(outline: PolygonSet, count: number, { originX, originY, shrink }: Frame): Float32Array {
  const { featureStart, ringStart, vertices } = outline;
  const bounds = new Float32Array(4 * count);
  for (let feature = 0; feature < count; feature++) {
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    const end = ringStart[featureStart[feature + 1] ?? 0] ?? 0;
    for (let vertex = ringStart[featureStart[feature] ?? 0] ?? 0; vertex < end; vertex++) {
      const x = ((vertices[2 * vertex] ?? 0) / COORDINATE_SCALE - originX) * shrink;
      const y = originY - (vertices[2 * vertex + 1] ?? 0) / COORDINATE_SCALE;
      west = Math.min(west, x);
      east = Math.max(east, x);
      north = Math.min(north, y);
      south = Math.max(south, y);
    }
    bounds.set([west, north, east, south], 4 * feature);
  }
  return bounds;
}

const made = new WeakMap<City, CityPaths>();

/** Made once a city; every map of the wall draws the same paths under a transformation of its own. */
export function cityPaths(city: City): CityPaths {
  const known = made.get(city);
  if (known !== undefined) return known;
  const [longitude = 0, latitude = 0] = city.districts.labelPoint;
  const originY = latitude / COORDINATE_SCALE;
  const frame = { originX: longitude / COORDINATE_SCALE, originY, shrink: Math.cos((originY * Math.PI) / 180) };
  const water = new Path2D();
  for (let feature = 0; feature < city.water.count; feature++) trace(water, city.water.outline, feature, frame);
  const paths = {
    ...frame,
    grids: pathsOf(city.grids.outline, city.grids.count, frame),
    gridBounds: boundsOf(city.grids.outline, city.grids.count, frame),
    districts: pathsOf(city.districts.outline, city.districts.count, frame),
    streets: pathsOf(city.streets.outline, city.streets.count, frame),
    communities: pathsOf(city.communities.outline, city.communities.count, frame),
    water,
  };
  made.set(city, paths);
  return paths;
}
