import { expect, it } from 'vitest';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';
import { gridsInView, isOutOfView } from './grids-in-view.ts';
import { latticeCity } from './lattice-city.fixture.ts';

const city = latticeCity(4);

it('keeps the street around a single grid bright, and of every other area its own grids', () => {
  expect(gridsInView(city, { level: 'grid', index: 9 })).toEqual({ from: 8, to: 16 });
  expect(gridsInView(city, { level: 'community', index: 1 })).toEqual({ from: 4, to: 8 });
});

it('lets what lies outside step back, unplaced records too, and nothing beside the whole city', () => {
  const street = gridsInView(city, { level: 'street', index: 1 });
  expect([7, 8, 15, -1].map((grid) => isOutOfView(city, street, grid))).toEqual([true, false, false, true]);
  const everything = gridsInView(city, WHOLE_CITY);
  expect([0, 15, -1].map((grid) => isOutOfView(city, everything, grid))).toEqual([false, false, false]);
});
