import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COORDINATE_SCALE } from '../../../shared/city/city.ts';
import { createGridLocator } from '../../../shared/city/city-lookup.ts';
import { latticeCity } from '../lattice-city.fixture.ts';
import { gridsInRing, type Place } from './grids-in-ring.ts';

const city = latticeCity(4);
const locator = createGridLocator(city);

const box = (west: number, south: number, east: number, north: number): Place[] => [
  { longitude: west, latitude: south },
  { longitude: east, latitude: south },
  { longitude: east, latitude: north },
  { longitude: west, latitude: north },
];
const middle = (grid: number): [number, number] => [
  (city.grids.labelPoint[2 * grid] ?? 0) / COORDINATE_SCALE,
  (city.grids.labelPoint[2 * grid + 1] ?? 0) / COORDINATE_SCALE,
];

describe('grids in a ring', () => {
  it('are those whose middles a box holds, for any box', () => {
    const side = fc.double({ min: 117.99, max: 118.05, noNaN: true });
    fc.assert(
      fc.property(side, side, side, side, (x1, x2, y1, y2) => {
        const [west, east] = [Math.min(x1, x2), Math.max(x1, x2)];
        const [south, north] = [Math.min(y1, y2) - 86, Math.max(y1, y2) - 86];
        const expected = [...Array(16).keys()].filter((grid) => {
          const [x, y] = middle(grid);
          return x > west && x < east && y > south && y < north;
        });
        expect(gridsInRing(city, locator, box(west, south, east, north))).toEqual(expected);
      }),
    );
  });

  it('are not those that a lasso goes around', () => {
    // A U over the three lower rows that leaves out the two inner columns of the upper two.
    const ring: Place[] = [
      [118, 32],
      [118.04, 32],
      [118.04, 32.03],
      [118.03, 32.03],
      [118.03, 32.01],
      [118.01, 32.01],
      [118.01, 32.03],
      [118, 32.03],
    ].map(([longitude = 0, latitude = 0]) => ({ longitude, latitude }));
    expect(gridsInRing(city, locator, ring)).toEqual([0, 1, 2, 3, 4, 7, 8, 11]);
  });

  it('are none in a line or a point', () => {
    expect(gridsInRing(city, locator, box(118, 32, 118.04, 32.04).slice(0, 2))).toEqual([]);
  });
});
