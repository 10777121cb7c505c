import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arrowPaths, linePath, thinned } from './annotation-lines.ts';

const place = fc.record({
  longitude: fc.double({ min: 118, max: 119, noNaN: true }),
  latitude: fc.double({ min: 31, max: 32, noNaN: true }),
});

it('draws a line through its places in their order', () => {
  const project = ({ longitude, latitude }: { longitude: number; latitude: number }) => ({ x: longitude, y: latitude });
  const line = [
    { longitude: 1, latitude: 2 },
    { longitude: 3.25, latitude: 4 },
  ];
  expect(linePath(line, project)).toBe('M1.0 2.0L3.3 4.0');
});

it('an arrow ends at its tip, and one without a length is a head', () => {
  expect(arrowPaths({ x: 0, y: 0 }, { x: 100, y: 0 }, 10)).toEqual({ shaft: 'M0.0 0.0L89.0 0.0', head: 'M100.0 0.0L89.0 5.0L89.0 -5.0Z' });
  expect(arrowPaths({ x: 5, y: 5 }, { x: 5, y: 5 }, 10).head).toMatch(/^M5\.0 5\.0L/);
});

it('a long line keeps its ends, its order and no more places than it may have', () => {
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 400 }), fc.integer({ min: 4, max: 60 }), (line, most) => {
      const thin = thinned(line, most);
      expect(thin.length).toBeLessThanOrEqual(Math.max(most, 2));
      expect([thin[0], thin.at(-1)]).toEqual([line[0], line.at(-1)]);
      expect(line.filter((one) => thin.includes(one))).toEqual(thin);
    }),
  );
});
