import fc from 'fast-check';
import { expect, it } from 'vitest';
import { largestDpi } from './make-picture.ts';
import { layoutSheet, pixelsPerMillimeter, SHEET_FORMATS } from './sheet-layout.ts';

it('the finest resolution that is offered is one that the graphics card can draw, and in steps that are spoken of', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 512, max: 32_768 }),
      fc.double({ min: 0.3, max: 4, noNaN: true }),
      fc.constantFrom(...SHEET_FORMATS),
      (limit, aspect, format) => {
        const { map } = layoutSheet(aspect);
        const dpi = largestDpi(limit, map.width, format);
        expect(dpi % 10).toBe(0);
        expect(map.width * pixelsPerMillimeter(format, dpi)).toBeLessThanOrEqual(limit + 1e-6);
        expect(map.width * pixelsPerMillimeter(format, dpi + 10)).toBeGreaterThan(limit - 1e-6);
      },
    ),
  );
});

it('a card with 4,096 pixels a row draws a map of A4 at 300 dpi, and one of A3 only coarser', () => {
  const { map } = layoutSheet(1.3);
  expect(largestDpi(4096, map.width, 'a4')).toBeGreaterThanOrEqual(300);
  expect(largestDpi(3000, map.width, 'a3')).toBeLessThan(300);
});
