import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCodeIndex, createGridLocator, featureContains } from './city-lookup.ts';
import { tinyCity } from './tiny-city.fixture.ts';

const city = tinyCity();

describe('codes', () => {
  it('finds rows by code and nothing for unknown codes', () => {
    const index = createCodeIndex(city);
    expect(index.grids.get('320106009001901')).toBe(1);
    expect(index.streets.get('320106009')).toBe(0);
    expect(index.grids.get('3201060090019')).toBeUndefined();
  });
});

describe('grid locator', () => {
  const locator = createGridLocator(city);

  it('finds the grid at a place, −1 in water and outside', () => {
    expect(locator.gridAt(118.805, 32.005)).toBe(0);
    expect(locator.gridAt(118.815, 32.005)).toBe(1);
    expect(locator.gridAt(118.825, 32.005)).toBe(-1);
    expect(locator.gridAt(0, 0)).toBe(-1);
    expect(locator.gridAt(Number.NaN, 32.005)).toBe(-1);
  });

  it('finds the grids of a box in order', () => {
    expect(locator.queryBox(118.8, 32, 118.82, 32.01)).toEqual([0, 1]);
    expect(locator.queryBox(118.801, 32.001, 118.802, 32.002)).toEqual([0]);
    expect(locator.queryBox(0, 0, 1, 1)).toEqual([]);
  });

  it('gives a place on a shared edge to exactly one side', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (above) => {
        const holders = [0, 1].filter((grid) => featureContains(city.grids.outline, grid, 1_188_100_000, 320_000_000 + above));
        expect(holders).toHaveLength(1);
      }),
    );
  });
});
