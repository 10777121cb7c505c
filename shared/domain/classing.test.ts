import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breaksFor, CLASSING_METHODS, classOf, COVERAGE_BREAKS, equalIntervalBreaks, naturalBreaks, quantileBreaks } from './classing.ts';

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

  it('leaves out grids without a rate, and those with nothing due', () => {
    expect(quantileBreaks(Float64Array.of(Number.NaN, 0, Number.NEGATIVE_INFINITY, 1), 2)).toEqual([1]);
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

/** Sum of squared distances to the mean of the own class: what natural breaks make least. */
function spread(values: readonly number[], breaks: readonly number[]): number {
  const classes = Map.groupBy(values, (value) => classOf(value, breaks));
  return [...classes.values()].reduce((total, members) => {
    const mean = members.reduce((sum, value) => sum + value, 0) / members.length;
    return total + members.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  }, 0);
}

describe('natural breaks', () => {
  it('stand in the gaps of the values', () => {
    expect(naturalBreaks(Float64Array.of(1, 2, 3, 50, 51, 52, 90, 91, Number.NaN), 3)).toEqual([50, 90]);
  });

  it('make classes at least as uniform as quantiles and equal intervals do, and none is empty', () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 2, max: 6 }), (values, classCount) => {
        const numbers = Float64Array.from(values);
        const breaks = naturalBreaks(numbers, classCount);
        expect(breaks.length).toBeLessThan(classCount);
        for (const count of countsOf(values, breaks)) expect(count).toBeGreaterThan(0);
        for (const other of [quantileBreaks(numbers, classCount), equalIntervalBreaks(numbers, classCount)]) {
          expect(spread(values, breaks)).toBeLessThanOrEqual(spread(values, other) + 1e-9);
        }
      }),
    );
  });

  it('are found among evenly taken values when there are very many', () => {
    const groups = Float64Array.from({ length: 60_000 }, (_, index) => (index % 3) * 100 + (index % 7));
    expect(naturalBreaks(groups, 3)).toEqual([100, 200]);
  });
});

it.each(['quantile', 'equalInterval', 'naturalBreaks'] as const)(
  '%s of differences never puts gains and losses into one class but the middle one',
  (method) => {
    const changes = fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(changes, (values) => {
        const breaks = breaksFor({ method, manualBreaks: [] }, Float64Array.from(values), 5, true);
        expect(breaks).toEqual(breaks.toReversed().map((value) => -value));
        expect(breaks).not.toContain(0);
      }),
    );
  },
);

it.each(CLASSING_METHODS)('%s classes every value once', (method) => {
  fc.assert(
    fc.property(rates, (values) => {
      const breaks = breaksFor({ method, manualBreaks: COVERAGE_BREAKS }, Float64Array.from(values), 5, false);
      expect(countsOf(values, breaks).reduce((sum, count) => sum + count, 0)).toBe(values.length);
    }),
  );
});
