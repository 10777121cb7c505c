import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGridLocator } from '../../../shared/city/city-lookup.ts';
import { latticeCity } from '../lattice-city.fixture.ts';
import { nearestGrid, neighbourGrid } from './neighbour-grid.ts';
import { PointBuckets } from './point-buckets.ts';

describe('the nearest mark', () => {
  const coordinate = fc.float({ min: -1, max: 1, noNaN: true });

  it('is the one that a search through all marks finds', () => {
    const points = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 80 });
    fc.assert(
      fc.property(points, coordinate, coordinate, fc.float({ min: Math.fround(0.01), max: 1, noNaN: true }), (marks, x, y, radius) => {
        const xs = Float32Array.from(marks, ([markX]) => markX);
        const ys = Float32Array.from(marks, ([, markY]) => markY);
        const buckets = new PointBuckets();
        buckets.setPoints(xs, ys, marks.length);
        const square = (index: number): number => ((xs[index] ?? 0) - x) ** 2 + ((ys[index] ?? 0) - y) ** 2;
        const within = marks.map((_, index) => index).filter((index) => square(index) <= radius * radius);
        const found = buckets.nearest(x, y, radius);
        if (within.length === 0) expect(found).toBe(-1);
        else expect(square(found)).toBe(Math.min(...within.map(square)));
      }),
    );
  });

  it('of two marks in one place is the one drawn last', () => {
    const buckets = new PointBuckets();
    buckets.setPoints(Float32Array.of(0.5, 0.5), Float32Array.of(0.5, 0.5), 2);
    expect(buckets.nearest(0.5, 0.5, 0.1)).toBe(1);
  });

  it('is none when there are no marks', () => {
    const buckets = new PointBuckets();
    buckets.setPoints(new Float32Array(0), new Float32Array(0), 0);
    expect(buckets.nearest(0, 0, 1)).toBe(-1);
  });
});

describe('arrow keys', () => {
  const rows = 7;
  const city = latticeCity(rows);
  const locator = createGridLocator(city);
  const middle = 3 * rows + 3;

  it.each([
    ['north', middle + rows],
    ['south', middle - rows],
    ['east', middle + 1],
    ['west', middle - 1],
  ] as const)('go %s by one grid', (direction, expected) => {
    expect(neighbourGrid(city, locator, middle, direction)).toBe(expected);
  });

  it.each([
    ['south', 3],
    ['west', 3 * rows],
    ['east', 3 * rows + rows - 1],
    ['north', rows * rows - 3],
  ] as const)("stop at the city's %s edge", (direction, start) => {
    expect(neighbourGrid(city, locator, start, direction)).toBe(-1);
  });
});

describe('the grid nearest to a place', () => {
  const rows = 5;
  const city = latticeCity(rows);
  const locator = createGridLocator(city);
  /** Squares of a hundredth of a degree from 118° E, 32° N. */
  const inside = (value: number, from: number): number => Math.min(Math.max(value, from + 1e-6), from + rows / 100 - 1e-6);
  /** Not on a border, where two middles are as far. */
  const aside = fc
    .integer({ min: -1_000_000, max: 1_500_000 })
    .filter((value) => value % 100_000 !== 0)
    .map((value) => value / 1e7);

  it('is the one that it lies in, and from outside the one at the border that is next to it', () => {
    fc.assert(
      fc.property(aside, aside, (east, north) => {
        const [longitude, latitude] = [118 + east, 32 + north];
        expect(nearestGrid(city, longitude, latitude)).toBe(locator.gridAt(inside(longitude, 118), inside(latitude, 32)));
      }),
    );
  });
});
