import { expect, it } from 'vitest';
import { scaleBar } from './scale-bar.ts';

it.each([
  [13, 80, 1000],
  [30, 80, 2000],
  [400, 80, 20_000],
  [6.3, 80, 500],
])('at %d m a pixel, %d pixels hold %d m', (metersPerPixel, pixels, meters) => {
  const bar = scaleBar(metersPerPixel, pixels);
  expect(bar.meters).toBe(meters);
  expect(bar.pixels).toBeCloseTo(meters / metersPerPixel);
  expect(bar.pixels).toBeLessThanOrEqual(pixels);
});
