import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadCity } from '../../../../electron/backend/city/load-city.ts';
import { latticeCity } from '../../../../renderer/map/lattice-city.fixture.ts';
import { decodeCity, encodeCity } from '../../../../shared/city/city-codec.ts';
import { createGridLocator } from '../../../../shared/city/city-lookup.ts';
import { storeNames } from '../../../../shared/city/city-names.ts';
import { tileCity } from './tile-city.ts';

const city = latticeCity(3);
const tiled = tileCity(city, 2);

describe('a city of many tiles', () => {
  it('has side² copies of every grid, next to each other, so that areas stay contiguous', () => {
    expect(tiled.grids.count).toBe(4 * city.grids.count);
    expect(tiled.grids.triangles.length).toBe(4 * city.grids.triangles.length);
    expect(new Set(tiled.grids.code).size).toBe(tiled.grids.count);
    for (let grid = 0; grid < tiled.grids.count; grid++) expect(tiled.grids.street[grid]).toBe(city.grids.street[Math.floor(grid / 4)]);
    expect(tiled.districts.firstGrid.at(-1)).toBe(tiled.grids.count);
  });

  it('keeps every grid around its own label', () => {
    const locator = createGridLocator(tiled);
    for (let grid = 0; grid < tiled.grids.count; grid++) {
      const [longitude = 0, latitude = 0] = tiled.grids.labelPoint.subarray(2 * grid, 2 * grid + 2);
      expect(locator.gridAt(longitude / 1e7, latitude / 1e7)).toBe(grid);
    }
  });

  it('can be written and read like the real one', async () => {
    const many = tileCity(await loadCity(join(import.meta.dirname, '../../../../resources/city')), 2);
    const read = decodeCity(encodeCity(many), storeNames(many));
    expect(read.grids.count).toBe(49_640);
    expect(read.grids.name.at(-1)).toBe(many.grids.name.at(-1));
    expect(read.grids.outline.vertices).toEqual(many.grids.outline.vertices);
  });
});
