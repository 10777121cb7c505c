const ROOT_3 = Math.sqrt(3);

/** Hexagons (standing on a corner) that hold at least one point, at places fixed to the city. */
export interface HexBins {
  /** Distance from centre to corner, in the unit of the points. */
  readonly radius: number;
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly points: Uint32Array;
  /** Lowest rank among the points: for alerts the most severe level. */
  readonly lowestRank: Uint8Array;
  /** Bin of a place, or −1 where no hexagon is. */
  binAt(x: number, y: number): number;
}

/** Columns may be negative; two of them fit one exact double. */
const KEY_SPAN = 2 ** 26;

/** Which hexagon of the endless grid a place belongs to, as one number. */
function hexKey(x: number, y: number, radius: number): number {
  const q = (ROOT_3 / 3) * (x / radius) - (1 / 3) * (y / radius);
  const r = (2 / 3) * (y / radius);
  let [column, row] = [Math.round(q), Math.round(r)];
  const third = Math.round(-q - r);
  const [offQ, offR, offThird] = [Math.abs(column - q), Math.abs(row - r), Math.abs(third + q + r)];
  if (offQ > offR && offQ > offThird) column = -row - third;
  else if (offR > offThird) row = -column - third;
  return column * KEY_SPAN + row;
}

/** Sorts points into hexagons. Every point is in exactly one, so the bins' points add up to the number of points at every radius. */
export function binHexagons(xs: Float32Array, ys: Float32Array, ranks: Uint8Array, count: number, radius: number): HexBins {
  const binByKey = new Map<number, number>();
  const points: number[] = [];
  const lowest: number[] = [];
  for (let index = 0; index < count; index++) {
    const key = hexKey(xs[index] ?? 0, ys[index] ?? 0, radius);
    const known = binByKey.get(key);
    const bin = known ?? points.length;
    if (known === undefined) binByKey.set(key, bin);
    points[bin] = (points[bin] ?? 0) + 1;
    lowest[bin] = Math.min(lowest[bin] ?? 255, ranks[index] ?? 255);
  }
  const x = new Float64Array(points.length);
  const y = new Float64Array(points.length);
  for (const [key, bin] of binByKey) {
    const column = Math.round(key / KEY_SPAN);
    const row = key - column * KEY_SPAN;
    x[bin] = radius * ROOT_3 * (column + row / 2);
    y[bin] = radius * 1.5 * row;
  }
  return {
    radius,
    count: points.length,
    x,
    y,
    points: Uint32Array.from(points),
    lowestRank: Uint8Array.from(lowest),
    binAt: (atX, atY) => binByKey.get(hexKey(atX, atY, radius)) ?? -1,
  };
}
