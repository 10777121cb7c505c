import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classBytesLength, TextureLimitError, textureLayout } from './class-texture.ts';

const grids = fc.integer({ min: 0, max: 500_000 });

describe('the texture of classes', () => {
  it('has one place for every grid within the limit, found by its number', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: 1024, max: 16_384 }), (count, limit) => {
        const { width, height, shift } = textureLayout(count, limit);
        expect(width).toBe(1 << shift);
        expect(Math.max(width, height)).toBeLessThanOrEqual(limit);
        const last = Math.max(0, count - 1);
        expect(last & (width - 1)).toBeLessThan(width);
        expect(last >> shift).toBeLessThan(height);
      }),
    );
  });

  it('is uploaded in whole rows from the bytes that are kept for it, whatever its width', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: 1024, max: 16_384 }), (count, limit) => {
        const { width, height } = textureLayout(classBytesLength(count), limit);
        expect(width * height).toBe(classBytesLength(count));
      }),
    );
  });

  it('wraps the city’s grids into as little as 128 texels a side', () => {
    expect(textureLayout(12_410, 128)).toEqual({ width: 128, height: 97, shift: 7 });
    expect(textureLayout(12_410, 2048)).toEqual({ width: 256, height: 49, shift: 8 });
    expect(textureLayout(600_000, 2048)).toEqual({ width: 512, height: 1172, shift: 9 });
  });

  it('is refused where the grids do not fit', () => {
    expect(() => textureLayout(12_410, 64)).toThrow(TextureLimitError);
  });
});
