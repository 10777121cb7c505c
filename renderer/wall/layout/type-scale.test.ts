import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableMeters, smallestTextPixels, wallShapeOf } from './type-scale.ts';

const FIVE_METERS = { viewingDistanceMeters: 5, shortSideMeters: 1.15 };

describe('the type scale of a wall', () => {
  it.each([
    [1920, 1080, 'standard', 22],
    [3840, 2160, 'standard', 44],
    [7680, 2160, 'wide', 44],
    [6656, 1792, 'wide', 36],
    [1080, 1920, 'tall', 22],
    [1024, 600, 'standard', 12],
  ] as const)('gives %i × %i the %s layout and text of %i pixels at least', (width, height, shape, pixels) => {
    expect(wallShapeOf({ width, height })).toBe(shape);
    expect(Math.round(smallestTextPixels({ width, height }, FIVE_METERS))).toBe(pixels);
    expect(readableMeters({ width, height }, FIVE_METERS)).toBeGreaterThanOrEqual(4.99);
  });

  it('grows with the distance and shrinks with the display, until the layout has no more room', () => {
    const size = { width: 1920, height: 1080 };
    fc.assert(
      fc.property(fc.double({ min: 1, max: 30, noNaN: true }), fc.double({ min: 0.2, max: 20, noNaN: true }), (distance, side) => {
        const viewing = { viewingDistanceMeters: distance, shortSideMeters: side };
        const pixels = smallestTextPixels(size, viewing);
        expect(pixels).toBeGreaterThanOrEqual(12);
        expect(pixels).toBeLessThanOrEqual(1920 / 76);
        expect(smallestTextPixels(size, { ...viewing, viewingDistanceMeters: distance + 1 })).toBeGreaterThanOrEqual(pixels);
        expect(readableMeters(size, viewing) >= distance - 1e-6 || pixels === 1920 / 76).toBe(true);
      }),
    );
  });
});
