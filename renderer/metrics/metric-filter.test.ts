import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING_DUE } from './grid-metric.ts';
import { filterGrids, parseMetricFilter } from './metric-filter.ts';

const VALUES = Float64Array.of(0, 0.3, 0.6, 0.75, 1, Number.NaN, NOTHING_DUE);
const ALL = { from: 0, to: VALUES.length };

function found(text: string, factor = 100): number[] | null {
  const filter = parseMetricFilter(text, factor);
  return filter === null ? null : filterGrids(filter, VALUES, ALL);
}

describe('a filter over the metric', () => {
  it.each([
    ['< 60 %', [0, 1]],
    ['<60', [0, 1]],
    ['＜６０％', [0, 1]],
    ['小于60', [0, 1]],
    ['≤60%', [0, 1, 2]],
    ['>= 75', [3, 4]],
    ['不低于75', [3, 4]],
    ['> 75 %', [4]],
    ['30-60', [1, 2]],
    ['30 至 60', [1, 2]],
    ['30–60%', [1, 2]],
    ['=100', [4]],
    ['0', [0]],
    ['无数据', [5]],
    ['no data', [5]],
    ['无任务', [6]],
  ])('%s finds %j', (text, grids) => {
    expect(found(text)).toEqual(grids);
  });

  it.each(['', 'abc', '<', '60-', '< 60 < 70', '75-60', '1e3'])('%j is not understood', (text) => {
    expect(found(text)).toBeNull();
  });

  it('takes signs for changes', () => {
    const changes = Float64Array.of(-0.2, -0.05, 0, 0.1);
    const filter = parseMetricFilter('< −5', 100);
    expect(filter === null ? null : filterGrids(filter, changes, { from: 0, to: 4 })).toEqual([0]);
  });

  it('and its opposite part all grids that have a value, wherever the limit is', () => {
    const values = fc.array(fc.integer({ min: 0, max: 40 }).map((part) => part / 40));
    fc.assert(
      fc.property(values, fc.integer({ min: 0, max: 40 }), (rates, part) => {
        const limit = (part / 40) * 100;
        const count = (text: string): number => {
          const filter = parseMetricFilter(text, 100);
          return filter === null ? Number.NaN : filterGrids(filter, Float64Array.from(rates), { from: 0, to: rates.length }).length;
        };
        expect(count(`<${limit}`) + count(`>=${limit}`)).toBe(rates.length);
        expect(count(`<=${limit}`) + count(`>${limit}`)).toBe(rates.length);
      }),
    );
  });
});
