import { expect, it } from 'vitest';
import { trendLine } from './trend-line.ts';

it('finds the slope of readings and how sure it is', () => {
  const straight = [0, 1, 2, 3].map((x) => ({ x, y: 5 + 2 * x }));
  expect(trendLine(straight)).toEqual({ slope: 2, margin: 0 });
  const { slope, margin } = trendLine([0, 1, 2, 3, 4, 5].map((x) => ({ x, y: x % 2 })));
  expect(Math.abs(slope)).toBeLessThan(margin);
  expect(trendLine([{ x: 1, y: 1 }]).margin).toBe(Number.POSITIVE_INFINITY);
});
