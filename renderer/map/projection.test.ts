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

it('agrees with the Web Mercator formula everywhere', () => {
  const projection = createLocalProjection(1_187_700_000, 320_500_000);
  const degrees = fc.tuple(fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }), fc.integer({ min: -850_000_000, max: 850_000_000 }));
  const near = fc.tuple(fc.integer({ min: 1_170_000_000, max: 1_205_000_000 }), fc.integer({ min: 305_000_000, max: 336_000_000 }));
  fc.assert(
    fc.property(fc.oneof(degrees, near), ([longitude, latitude]) => {
      expect(Math.abs(projection.x(longitude) - (commonX(longitude / 1e7) - projection.originX)) * 2 ** 18).toBeLessThan(0.001);
      expect(Math.abs(projection.y(latitude) - (commonY(latitude / 1e7) - projection.originY)) * 2 ** 18).toBeLessThan(0.001);
    }),
  );
});

it("takes local offsets to clip space through MapLibre's Mercator coordinates", () => {
  const projection = createLocalProjection(1_187_700_000, 320_500_000);
  const matrix = new Float32Array(16);
  // The world is 20,000 clip units wide; its middle lies in the middle of the screen, south is down.
  const mercatorToClip = [20_000, 0, 0, 0, 0, -20_000, 0, 0, 0, 0, 1, 0, -10_000, 10_000, 0, 1];
  writeLocalMatrix(mercatorToClip, projection, matrix);
  const [x, y] = [projection.x(1_188_000_000), projection.y(321_000_000)];
  const at = (row: number): number => (matrix[row] ?? 0) * x + (matrix[4 + row] ?? 0) * y + (matrix[12 + row] ?? 0);
  expect(at(0)).toBeCloseTo((commonX(118.8) / 512 - 0.5) * 20_000, 2);
  expect(at(1)).toBeCloseTo((commonY(32.1) / 512 - 0.5) * 20_000, 2);
  expect(at(3)).toBe(1);
});
