import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CityFileError, loadCity, readCityFiles } from './load-city.ts';

const SHIPPED = fileURLToPath(new URL('../../../resources/city', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'load-city-'));
  for (const file of ['city.bin', 'names.json', 'manifest.json']) copyFileSync(join(SHIPPED, file), join(folder, file));
});

afterEach(() => rmSync(folder, { recursive: true }));

async function faultOf(): Promise<CityFileError> {
  const error: unknown = await loadCity(folder).catch((cause: unknown) => cause);
  if (!(error instanceof CityFileError)) throw new Error('expected a CityFileError', { cause: error });
  return error;
}

describe('loadCity', () => {
  it('reads the shipped city, whose version is the hash of its bytes', async () => {
    const { city, bin } = await readCityFiles(folder);
    const manifest: unknown = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
    expect(manifest).toMatchObject({ files: [{ file: 'city.bin', sha256: city.version, bytes: bin.byteLength }, {}] });
    expect(city.grids.count).toBe(12_410);
  });

  it.each(['city.bin', 'names.json', 'manifest.json'])('names %s when it is missing', async (file) => {
    rmSync(join(folder, file));
    const error = await faultOf();
    expect([error.fault, error.path]).toEqual(['missing', join(folder, file)]);
    expect(error.message).toContain(join(folder, file));
  });

  it.each(['city.bin', 'names.json'])('names %s when one bit of it has changed', async (file) => {
    const bytes = readFileSync(join(folder, file));
    bytes.writeUInt8(bytes.readUInt8(1_000) ^ 1, 1_000);
    writeFileSync(join(folder, file), bytes);
    const error = await faultOf();
    expect([error.fault, error.path]).toEqual(['damaged', join(folder, file)]);
  });

  it.each(['', '{', '{}', '{"files":[{"file":"city.bin"}]}'])('names the manifest when it holds %j', async (content) => {
    writeFileSync(join(folder, 'manifest.json'), content);
    const error = await faultOf();
    expect([error.fault, error.path]).toEqual(['damaged', join(folder, 'manifest.json')]);
  });
});
