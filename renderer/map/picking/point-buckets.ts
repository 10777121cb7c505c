/** Buckets a side: 7,000 points over the city are one or two a bucket. */
const SIDE = 96;

/** Finds the nearest of many points; sorted in linear time when one is first asked for after they moved. */
export class PointBuckets {
  #xs: Float32Array = new Float32Array(0);
  #ys: Float32Array = new Float32Array(0);
  #count = 0;
  #isSorted = true;
  #order = new Uint32Array(0);
  readonly #start = new Uint32Array(SIDE * SIDE + 1);
  #west = 0;
  #south = 0;
  #cell = 1;

  /** Keeps the arrays; they must not change until the next call. */
  setPoints(xs: Float32Array, ys: Float32Array, count: number): void {
    this.#xs = xs;
    this.#ys = ys;
    this.#count = count;
    this.#isSorted = false;
  }

  /** Index of the nearest point within the radius, of equals the last one, or −1. */
  nearest(x: number, y: number, radius: number): number {
    if (!this.#isSorted) this.#sort();
    const [fromColumn, toColumn] = [
      this.#clamp((x - radius - this.#west) / this.#cell),
      this.#clamp((x + radius - this.#west) / this.#cell),
    ];
    const [fromRow, toRow] = [this.#clamp((y - radius - this.#south) / this.#cell), this.#clamp((y + radius - this.#south) / this.#cell)];
    let best = -1;
    let bestSquare = radius * radius;
    for (let row = fromRow; row <= toRow; row++) {
      const end = this.#start[row * SIDE + toColumn + 1] ?? 0;
      for (let slot = this.#start[row * SIDE + fromColumn] ?? 0; slot < end; slot++) {
        const index = this.#order[slot] ?? 0;
        const square = ((this.#xs[index] ?? 0) - x) ** 2 + ((this.#ys[index] ?? 0) - y) ** 2;
        if (square > bestSquare || (square === bestSquare && index < best)) continue;
        best = index;
        bestSquare = square;
      }
    }
    return best;
  }

  #clamp(position: number): number {
    return Math.min(SIDE - 1, Math.max(0, Math.floor(position)));
  }

  #bucketOf(index: number): number {
    const column = this.#clamp(((this.#xs[index] ?? 0) - this.#west) / this.#cell);
    return this.#clamp(((this.#ys[index] ?? 0) - this.#south) / this.#cell) * SIDE + column;
  }

  #sort(): void {
    this.#isSorted = true;
    this.#layOut();
    this.#fill();
  }

  #layOut(): void {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let index = 0; index < this.#count; index++) {
      west = Math.min(west, this.#xs[index] ?? 0);
      east = Math.max(east, this.#xs[index] ?? 0);
      south = Math.min(south, this.#ys[index] ?? 0);
      north = Math.max(north, this.#ys[index] ?? 0);
    }
    this.#west = west;
    this.#south = south;
    // Any size does when all points are in one place, or there are none.
    this.#cell = Math.max(east - west, north - south, 1e-9) / (SIDE - 0.5);
  }

  /** Counting sort by bucket. */
  #fill(): void {
    const count = this.#count;
    if (this.#order.length < count) this.#order = new Uint32Array(Math.ceil(count * 1.5));
    this.#start.fill(0);
    for (let index = 0; index < count; index++) {
      const after = this.#bucketOf(index) + 1;
      this.#start[after] = (this.#start[after] ?? 0) + 1;
    }
    for (let bucket = 0; bucket < SIDE * SIDE; bucket++) {
      this.#start[bucket + 1] = (this.#start[bucket + 1] ?? 0) + (this.#start[bucket] ?? 0);
    }
    for (let index = count - 1; index >= 0; index--) {
      const after = this.#bucketOf(index) + 1;
      const slot = (this.#start[after] ?? 0) - 1;
      this.#start[after] = slot;
      this.#order[slot] = index;
    }
    // Filling from the back left every bucket's start one place too far along.
    this.#start.copyWithin(0, 1);
    this.#start[SIDE * SIDE] = count;
  }
}
