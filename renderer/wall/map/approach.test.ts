import fc from 'fast-check';
import { expect, it } from 'vitest';
import { approach } from './approach.ts';

const coordinate = fc.integer({ min: -5000, max: 10_000 });
const point = fc.record({ x: coordinate, y: coordinate });
const elapsed = fc.integer({ min: 0, max: 2000 });

it('comes nearer without ever going past, and stands there in the end', () => {
  fc.assert(
    fc.property(point, point, elapsed, (from, to, elapsedMs) => {
      const { x, y } = approach(from, to, elapsedMs);
      const left = Math.hypot(to.x - x, to.y - y);
      expect(left).toBeLessThanOrEqual(Math.hypot(to.x - from.x, to.y - from.y) + 1e-6);
    }),
  );
  expect(approach({ x: 0, y: 0 }, { x: 100, y: 50 }, 2000).x).toBeCloseTo(100, 3);
});

it('stands at the same place after one long step as after two short ones, so that dropped frames do not slow it down', () => {
  fc.assert(
    fc.property(point, point, elapsed, elapsed, (from, to, firstMs, secondMs) => {
      const twice = approach(approach(from, to, firstMs), to, secondMs);
      const once = approach(from, to, firstMs + secondMs);
      expect(twice.x).toBeCloseTo(once.x, 6);
      expect(twice.y).toBeCloseTo(once.y, 6);
    }),
  );
});
