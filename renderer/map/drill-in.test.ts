import { expect, it } from 'vitest';
import { drillTarget } from './drill-in.ts';
import { latticeCity } from './lattice-city.fixture.ts';

const city = latticeCity(4);

it.each([
  [9, { level: 'district', index: 0 }],
  [11, { level: 'street', index: 1 }],
  [13, { level: 'community', index: 2 }],
  [15, { level: 'grid', index: 9 }],
] as const)('a double click at zoom %i leads to the level that this zoom shows', (zoom, expected) => {
  expect(drillTarget(city, 9, zoom)).toEqual(expected);
});
