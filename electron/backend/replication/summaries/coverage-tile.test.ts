import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COUNT_AT, COUNTS_A_GRID } from './coverage-counts.ts';
import { decodeTile, emptyTile, encodeTile, offsetInTile } from './coverage-tile.ts';

/** Counts of some grids, each with tasks. */
function tileOf(grids: readonly { readonly grid: number; readonly counts: readonly number[] }[]): Int32Array {
  const tile = emptyTile();
  for (const { grid, counts } of grids) tile.set(counts, offsetInTile(grid));
  return tile;
}

const grids = (most: number) =>
  fc.uniqueArray(
    fc.record({
      grid: fc.nat(12_409),
      counts: fc
        .array(fc.nat(most), { minLength: COUNTS_A_GRID, maxLength: COUNTS_A_GRID })
        .map((counts) => counts.with(COUNT_AT.listed, Math.max(counts[COUNT_AT.listed] ?? 0, 1))),
    }),
    { selector: ({ grid }) => offsetInTile(grid), minLength: 1, maxLength: 16 },
  );

describe('a tile', () => {
  test.each([255, 65_535, 2 ** 31 - 1])('is read as it was written, with counts up to %i', (most) => {
    fc.assert(
      fc.property(grids(most), (given) => {
        const tile = tileOf(given);
        expect(decodeTile(encodeTile(tile) ?? new Uint8Array(0))).toEqual(tile);
      }),
    );
  });

  test('takes the bytes of the grids that have tasks, and does not exist without any', () => {
    const counts = new Array<number>(COUNTS_A_GRID).fill(1);
    const bytesOf = (grid: number, count: number): number | undefined =>
      encodeTile(tileOf([{ grid, counts: counts.with(COUNT_AT.listed, count) }]))?.length;
    expect([bytesOf(3, 255), bytesOf(19, 256), bytesOf(15, 70_000)]).toEqual([
      3 + COUNTS_A_GRID,
      3 + 2 * COUNTS_A_GRID,
      3 + 4 * COUNTS_A_GRID,
    ]);
    expect(encodeTile(emptyTile())).toBeNull();
  });
});
