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

/** Column and row of the hexagon of the endless grid that a place belongs to. */
function hexCell(x: number, y: number, radius: number): readonly [column: number, row: number] {
  const q = (ROOT_3 / 3) * (x / radius) - (1 / 3) * (y / radius);
  const r = (2 / 3) * (y / radius);
  let [column, row] = [Math.round(q), Math.round(r)];
  const third = Math.round(-q - r);
  const [offQ, offR, offThird] = [Math.abs(column - q), Math.abs(row - r), Math.abs(third + q + r)];
  if (offQ > offR && offQ > offThird) column = -row - third;
  else if (offR > offThird) row = -column - third;
  return [column, row];
}

function hexCenter(column: number, row: number, radius: number): readonly [x: number, y: number] {
  return [radius * ROOT_3 * (column + row / 2), radius * 1.5 * row];
}

/** A hexagon's cell as one number. */
function hexKey(x: number, y: number, radius: number): number {
  const [column, row] = hexCell(x, y, radius);
  return column * KEY_SPAN + row;
}

const NEIGHBOURS: readonly (readonly [column: number, row: number])[] = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
  [1, -1],
  [-1, 1],
];

/** Middles of the hexagon that a place belongs to and of the six around it. */
export function hexCentersAround(x: number, y: number, radius: number): readonly (readonly [x: number, y: number])[] {
  const [column, row] = hexCell(x, y, radius);
  return NEIGHBOURS.map(([right, up]) => hexCenter(column + right, row + up, radius));
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
    const [middleX, middleY] = hexCenter(column, row, radius);
    x[bin] = middleX;
    y[bin] = middleY;
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
