import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { histogramOf } from './histogram.ts';

const RATES = { from: 0, to: 1 };

describe('the histogram of a metric', () => {
  it('counts every number once, whatever the breaks, and nothing else', () => {
    const values = fc.array(
      fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN), fc.constant(Number.NEGATIVE_INFINITY)),
    );
    fc.assert(
      fc.property(values, fc.array(fc.double({ min: 0.01, max: 0.99, noNaN: true }), { maxLength: 4 }), (grids, limits) => {
        const breaks = limits.toSorted((one, other) => one - other);
        const { bars, total, from, to } = histogramOf(Float64Array.from(grids), breaks, RATES, 40);
        expect(total).toBe(grids.filter(Number.isFinite).length);
        expect(bars.reduce((sum, count) => sum + count, 0)).toBe(total);
        for (const limit of breaks) expect(limit >= from && limit <= to).toBe(true);
        expect(from).toBeGreaterThanOrEqual(RATES.from);
        expect(to).toBeLessThanOrEqual(RATES.to);
      }),
    );
  });

  it('ends its axis before a few extreme grids and puts them into the last bar', () => {
    const values = Float64Array.from({ length: 2000 }, (_, index) => (index === 0 ? 5000 : index % 10));
    const { to, bars } = histogramOf(values, [1, 4], { from: 0, to: 100_000 }, 10);
    expect(to).toBe(9);
    expect(bars[9]).toBeGreaterThan(0);
  });
});
