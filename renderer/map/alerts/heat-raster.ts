/** Width of a box of the blur in cells, each side; three boxes one after the other come close to a bell curve. */
const BOX_RADIUS = 2;
const BOX_PASSES = 3;
/** Cells around the city, so that no weight is blurred over the edge. */
const MARGIN = BOX_RADIUS * BOX_PASSES + 2;

/** West, south, east, north in local common units. */
export type Extent = readonly [number, number, number, number];

/**
 * Density of points over the city: each is shared between the four nearest cells, then smoothed. Smoothing keeps the sum, so the weights add up to
 * the number of points, like hexagons and single marks do.
 */
export class HeatRaster {
  /** Of the whole raster, its outer cells' middles. */
  readonly extent: Extent;
  readonly width: number;
  readonly height: number;
  readonly weights: Float32Array;
  /** Weights from 0 to the densest place, 0 … 255. */
  readonly bytes: Uint8Array;
  revision = 0;
  /** Points in the raster. */
  total = 0;
  readonly #cell: number;
  readonly #spare: Float32Array;

  constructor([west, south, east, north]: Extent, cellSize: number) {
    const columns = Math.ceil((east - west) / cellSize) + 1 + 2 * MARGIN;
    // Rows of a texture start at multiples of four bytes.
    this.width = Math.ceil(columns / 4) * 4;
    this.height = Math.ceil((north - south) / cellSize) + 1 + 2 * MARGIN;
    this.#cell = cellSize;
    const left = west - (MARGIN + 0.5) * cellSize;
    const bottom = south - (MARGIN + 0.5) * cellSize;
    this.extent = [left, bottom, left + this.width * cellSize, bottom + this.height * cellSize];
    this.weights = new Float32Array(this.width * this.height);
    this.#spare = new Float32Array(this.weights.length);
    this.bytes = new Uint8Array(this.weights.length);
  }

  /** Points outside the extent that the raster was made for are not allowed. */
  fill(xs: Float32Array, ys: Float32Array, count: number): void {
    this.weights.fill(0);
    for (let index = 0; index < count; index++) this.#splat(xs[index] ?? 0, ys[index] ?? 0);
    for (let pass = 0; pass < BOX_PASSES; pass++) {
      boxBlur(this.weights, this.#spare, this.width, this.height, 1, this.width);
      boxBlur(this.#spare, this.weights, this.height, this.width, this.width, 1);
    }
    this.total = count;
    this.#writeBytes();
    this.revision++;
  }

  #splat(x: number, y: number): void {
    const column = (x - this.extent[0]) / this.#cell - 0.5;
    const row = (y - this.extent[1]) / this.#cell - 0.5;
    const [left, bottom] = [Math.floor(column), Math.floor(row)];
    const [toRight, toTop] = [column - left, row - bottom];
    const at = bottom * this.width + left;
    const add = (cell: number, weight: number): void => {
      this.weights[cell] = (this.weights[cell] ?? 0) + weight;
    };
    add(at, (1 - toRight) * (1 - toTop));
    add(at + 1, toRight * (1 - toTop));
    add(at + this.width, (1 - toRight) * toTop);
    add(at + this.width + 1, toRight * toTop);
  }

  /** The root spreads the low densities: a lone alert is faint but seen beside a cluster of hundreds. */
  #writeBytes(): void {
    let maximum = 0;
    for (const weight of this.weights) if (weight > maximum) maximum = weight;
    const scale = maximum > 0 ? 1 / maximum : 0;
    for (let cell = 0; cell < this.bytes.length; cell++) this.bytes[cell] = Math.round(255 * Math.sqrt((this.weights[cell] ?? 0) * scale));
  }
}

/** One running mean along lines of `length` cells, `step` apart, for `lines` lines, `stride` apart. */
function boxBlur(source: Float32Array, target: Float32Array, length: number, lines: number, step: number, stride: number): void {
  const size = 2 * BOX_RADIUS + 1;
  for (let line = 0; line < lines; line++) {
    const start = line * stride;
    let sum = 0;
    for (let index = -BOX_RADIUS; index < length; index++) {
      const entering = index + BOX_RADIUS;
      const leaving = index - BOX_RADIUS - 1;
      if (entering < length) sum += source[start + entering * step] ?? 0;
      if (leaving >= 0) sum -= source[start + leaving * step] ?? 0;
      if (index >= 0) target[start + index * step] = sum / size;
    }
  }
}
