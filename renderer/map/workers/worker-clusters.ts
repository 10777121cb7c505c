/** Workers gathered by square cells that are fixed to the city; every worker is in exactly one. */
export interface WorkerClusters {
  readonly count: number;
  /** Which cell each is of; the same for as long as the size of the cells is. */
  readonly cells: Float64Array;
  /** Middle of the members. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly members: Uint32Array;
  readonly stale: Uint32Array;
  readonly unrecorded: Uint32Array;
  /** Members inside the area in view. */
  readonly inView: Uint32Array;
}

/** Columns may be negative; two of them fit one exact double. */
const KEY_SPAN = 2 ** 26;

interface ClusteredWorkers {
  readonly xs: Float32Array;
  readonly ys: Float32Array;
  readonly isStale: Uint8Array;
  readonly isUnrecorded: Uint8Array;
  readonly isQuiet: Uint8Array;
  readonly count: number;
}

/** @param cellSize in the unit of the positions */
export function clusterWorkers({ xs, ys, isStale, isUnrecorded, isQuiet, count }: ClusteredWorkers, cellSize: number): WorkerClusters {
  const clusterByKey = new Map<number, number>();
  const clusterOf = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const key = Math.floor((xs[index] ?? 0) / cellSize) * KEY_SPAN + Math.floor((ys[index] ?? 0) / cellSize);
    const cluster = clusterByKey.get(key) ?? clusterByKey.size;
    clusterByKey.set(key, cluster);
    clusterOf[index] = cluster;
  }
  const size = clusterByKey.size;
  const [x, y] = [new Float64Array(size), new Float64Array(size)];
  const [members, stale, unrecorded, inView] = [new Uint32Array(size), new Uint32Array(size), new Uint32Array(size), new Uint32Array(size)];
  for (let index = 0; index < count; index++) {
    const cluster = clusterOf[index] ?? 0;
    x[cluster] = (x[cluster] ?? 0) + (xs[index] ?? 0);
    y[cluster] = (y[cluster] ?? 0) + (ys[index] ?? 0);
    members[cluster] = (members[cluster] ?? 0) + 1;
    stale[cluster] = (stale[cluster] ?? 0) + (isStale[index] ?? 0);
    unrecorded[cluster] = (unrecorded[cluster] ?? 0) + (isUnrecorded[index] ?? 0);
    inView[cluster] = (inView[cluster] ?? 0) + 1 - (isQuiet[index] ?? 0);
  }
  for (let cluster = 0; cluster < size; cluster++) {
    x[cluster] = (x[cluster] ?? 0) / (members[cluster] ?? 1);
    y[cluster] = (y[cluster] ?? 0) / (members[cluster] ?? 1);
  }
  return { count: size, cells: Float64Array.from(clusterByKey.keys()), x, y, members, stale, unrecorded, inView };
}
