import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastRate } from './forecast.ts';

const inputs = fc
  .record({
    due: fc.integer({ min: 1, max: 20_000 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    recentSteps: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 }),
    stepsLeft: fc.double({ min: 0.01, max: 60, noNaN: true }),
  })
  .map(({ share, ...rest }) => ({ ...rest, verified: Math.floor(rest.due * share) }));

describe('the forecast to the cut-off', () => {
  it('goes on at the pace of the latest steps', () => {
    expect(forecastRate({ verified: 800, due: 1000, recentSteps: [10, 10, 10, 10], stepsLeft: 8 })?.rate).toBeCloseTo(0.88);
  });

  it('stays between the rate now and everything', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const forecast = forecastRate(input);
        expect(forecast?.rate).toBeGreaterThanOrEqual(input.verified / input.due);
        expect(forecast?.rate).toBeLessThanOrEqual(1);
        expect(forecast?.margin).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is surer the nearer the cut-off is', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const later = forecastRate(input)?.margin ?? 0;
        const sooner = forecastRate({ ...input, stepsLeft: input.stepsLeft / 2 })?.margin ?? 0;
        expect(sooner).toBeLessThanOrEqual(later);
      }),
    );
  });

  it('expects nothing to happen when nothing happens, and says so without doubt', () => {
    expect(forecastRate({ verified: 5, due: 10, recentSteps: [0, 0, 0], stepsLeft: 3 })).toEqual({ rate: 0.5, margin: 0 });
  });

  it('says nothing without a denominator, without a pace, or after the cut-off', () => {
    const input = { verified: 0, due: 10, recentSteps: [1], stepsLeft: 1 };
    expect(forecastRate({ ...input, due: 0 })).toBeNull();
    expect(forecastRate({ ...input, recentSteps: [] })).toBeNull();
    expect(forecastRate({ ...input, stepsLeft: 0 })).toBeNull();
  });
});
