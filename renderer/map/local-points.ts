import type { LocalProjection } from './projection.ts';
import type { Places } from './usable-rows.ts';

/** Projected positions of rows, in arrays that grow and are reused. */
export class LocalPoints {
  xs = new Float32Array(0);
  ys = new Float32Array(0);
  count = 0;
  readonly #projection: LocalProjection;

  constructor(projection: LocalProjection) {
    this.#projection = projection;
  }

  reserve(count: number): void {
    this.count = count;
    if (count <= this.xs.length) return;
    this.xs = new Float32Array(Math.ceil(count * 1.5));
    this.ys = new Float32Array(this.xs.length);
  }

  /** Where a row stands; by its number and without a fallback, as in RowCheck. */
  place(index: number, { longitude, latitude }: Places, row: number): void {
    this.xs[index] = this.#projection.x(longitude[row] as number);
    this.ys[index] = this.#projection.y(latitude[row] as number);
  }
}
