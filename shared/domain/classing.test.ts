import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breaksFor, CLASSING_METHODS, classOf, COVERAGE_BREAKS, equalIntervalBreaks, quantileBreaks } from './classing.ts';

const rates = fc.array(
  fc.integer({ min: 0, max: 40 }).map((part) => part / 40),
  { minLength: 1, maxLength: 200 },
);

function countsOf(values: readonly number[], breaks: readonly number[]): number[] {
  const counts = new Array<number>(breaks.length + 1).fill(0);
  for (const value of values) {
    const index = classOf(value, breaks);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

describe('manual classes of the coverage rate', () => {
  it.each([
    [0, 0],
    [0.599, 0],
    [0.6, 1],
    [0.7499, 1],
    [0.75, 2],
    [0.85, 3],
    [0.9499, 3],
    [19 / 20, 4],
    [1, 4],
  ])('puts %f into class %i: a break belongs to the class above it', (value, expected) => {
    expect(classOf(value, COVERAGE_BREAKS)).toBe(expected);
  });
});

describe('quantiles', () => {
  it('puts equally many distinct values into every class', () => {
    const values = Array.from({ length: 100 }, (_, index) => index);
    expect(countsOf(values, quantileBreaks(Float64Array.from(values), 5))).toEqual([20, 20, 20, 20, 20]);
  });

  it('makes one class of equal values', () => {
    expect(quantileBreaks(Float64Array.of(1, 1, 1), 5)).toEqual([]);
  });

  it('leaves out grids without a rate', () => {
    expect(quantileBreaks(Float64Array.of(Number.NaN, 0, Number.NaN, 1), 2)).toEqual([1]);
  });

  it('never leaves a class empty, and breaks ascend', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 2, max: 7 }), (values, classCount) => {
        const breaks = quantileBreaks(Float64Array.from(values), classCount);
        expect(breaks.length).toBeLessThan(classCount);
        expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
        for (const count of countsOf(values, breaks)) expect(count).toBeGreaterThan(0);
      }),
    );
  });
});

describe('equal intervals', () => {
  it('cuts the span of the values, not 0 to 1', () => {
    expect(equalIntervalBreaks(Float64Array.of(0.5, 0.7, 1), 5)).toEqual([0.6, 0.7, 0.8, 0.9].map((value) => expect.closeTo(value, 12)));
  });

  it('puts the least value into the first class and the greatest into the last', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 2, max: 7 }), (values, classCount) => {
        const breaks = equalIntervalBreaks(Float64Array.from(values), classCount);
        expect(classOf(Math.min(...values), breaks)).toBe(0);
        expect(classOf(Math.max(...values), breaks)).toBe(breaks.length);
      }),
    );
  });
});

it.each(CLASSING_METHODS)('%s classes every value once', (method) => {
  fc.assert(
    fc.property(rates, (values) => {
      const breaks = breaksFor(method, Float64Array.from(values), 5, COVERAGE_BREAKS);
      expect(countsOf(values, breaks).reduce((sum, count) => sum + count, 0)).toBe(values.length);
    }),
  );
});
