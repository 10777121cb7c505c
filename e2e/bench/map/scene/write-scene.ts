import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadCity } from '../../../../electron/backend/city/load-city.ts';
import { polygonsOf } from '../../../../renderer/map/basemap/basemap-features.ts';
import { encodeCity } from '../../../../shared/city/city-codec.ts';
import { storeNames } from '../../../../shared/city/city-names.ts';
import type { City } from '../../../../shared/city/city.ts';
import { encodeScene } from './scene-file.ts';
import { syntheticScene } from './synthetic-scene.ts';
import { tileCity } from './tile-city.ts';

const CITY_FOLDER = join(import.meta.dirname, '../../../../resources/city');

/** The grids alone, as programs that read GeoJSON are given them: a feature a grid, its row as id. */
function gridFeatures({ grids }: City): string {
  const features = Array.from({ length: grids.count }, (_, id) => ({
    type: 'Feature',
    id,
    properties: {},
    geometry: { type: 'MultiPolygon', coordinates: polygonsOf(grids.outline, id) },
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

/** Writes what the pages fetch for cities of side² times the grids of the real one; answers the numbers of grids. */
export async function writeScenes(folder: string, sides: readonly number[]): Promise<readonly number[]> {
  mkdirSync(folder, { recursive: true });
  const real = await loadCity(CITY_FOLDER);
  return sides.map((side) => {
    const city = side === 1 ? real : tileCity(real, side);
    const name = String(city.grids.count);
    writeFileSync(join(folder, `${name}.city.bin`), new Uint8Array(encodeCity(city)));
    writeFileSync(join(folder, `${name}.names.json`), JSON.stringify(storeNames(city)));
    writeFileSync(join(folder, `${name}.scene.bin`), encodeScene(syntheticScene(city)));
    writeFileSync(join(folder, `${name}.grids.json`), gridFeatures(city));
    return city.grids.count;
  });
}
