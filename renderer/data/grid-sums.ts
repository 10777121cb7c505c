import type { GridRange } from '../../shared/domain/areas.ts';

/**
 * Running totals over the grids: since every area is one contiguous range of grids, its sum is one subtraction.
 * `totals[i]` is the sum of the first i values.
 */
export class GridSums {
  readonly #totals: Float64Array;

  constructor(gridCount: number) {
    this.#totals = new Float64Array(gridCount + 1);
  }

  recount(values: ArrayLike<number>): void {
    let total = 0;
    for (let grid = 0; grid + 1 < this.#totals.length; grid++) {
      total += values[grid] ?? 0;
      this.#totals[grid + 1] = total;
    }
  }

  sumOf(range: GridRange): number {
    return (this.#totals[range.to] ?? 0) - (this.#totals[range.from] ?? 0);
  }
}
