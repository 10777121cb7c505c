import fc from 'fast-check';
import { expect, it } from 'vitest';
import { commonX, commonY, createLocalProjection, writeLocalMatrix } from './projection.ts';

it('places the corners of the Web Mercator world', () => {
  expect(commonX(-180)).toBe(0);
  expect(commonX(180)).toBe(512);
  expect(commonY(0)).toBe(256);
  expect(commonY(85.0511287798)).toBeCloseTo(512, 6);
});

it('keeps offsets within a fiftieth of a pixel at the deepest zoom after rounding to 32 bits', () => {
  const projection = createLocalProjection(1_187_700_000, 320_500_000);
  const degrees = fc.tuple(fc.integer({ min: 1_182_000_000, max: 1_193_000_000 }), fc.integer({ min: 312_000_000, max: 327_000_000 }));
  fc.assert(
    fc.property(degrees, ([longitude, latitude]) => {
      for (const exact of [projection.x(longitude), projection.y(latitude)]) {
        expect(Math.abs(Math.fround(exact) - exact) * 2 ** 18).toBeLessThan(0.02);
      }
    }),
  );
});

it('moves the origin into the matrix', () => {
  const projection = createLocalProjection(1_187_700_000, 320_500_000);
  const matrix = new Float32Array(16);
  const scale = [2, 0, 0, 0, 0, 3, 0, 0, 0, 0, 1, 0, -2 * projection.originX, -3 * projection.originY, 0, 1];
  writeLocalMatrix(scale, projection, matrix);
  expect([...matrix.slice(0, 6)]).toEqual([2, 0, 0, 0, 0, 3]);
  expect(Math.abs(matrix[12] ?? 1)).toBeLessThan(1e-9);
  expect(Math.abs(matrix[13] ?? 1)).toBeLessThan(1e-9);
  expect(matrix[15]).toBe(1);
});
