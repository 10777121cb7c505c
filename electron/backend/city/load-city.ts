/** Reads the city from disk and trusts it only if its bytes are the pinned ones. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeCity } from '../../../shared/city/city-codec.ts';
import type { City } from '../../../shared/city/city.ts';

const MANIFEST = 'manifest.json';
const BIN = 'city.bin';
const NAMES = 'names.json';

export type CityFileFault = 'missing' | 'damaged';

/** A file of the city cannot be used; `path` names it, the message says what to do. */
export class CityFileError extends Error {
  override readonly name = 'CityFileError';
  readonly path: string;
  readonly fault: CityFileFault;

  constructor(path: string, fault: CityFileFault, cause: unknown) {
    const what = fault === 'missing' ? 'cannot be read' : 'is damaged (its SHA-256 is not the pinned one, or its content is unreadable)';
    super(`The city file ${path} ${what}. Install the application again, or run "npm run build:city".`, { cause });
    this.path = path;
    this.fault = fault;
  }
}

async function readBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    // A copy of its own: a small file may sit in Node's shared pool, and the decoder wants offset 0.
    return new Uint8Array(await readFile(path));
  } catch (cause) {
    throw new CityFileError(path, 'missing', cause);
  }
}

function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new CityFileError(path, 'damaged', cause);
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** The pinned hash of a file in the manifest. */
function pinOf(manifest: unknown, file: string): string | undefined {
  const files = fieldOf(manifest, 'files');
  const entry: unknown = Array.isArray(files) ? files.find((candidate) => fieldOf(candidate, 'file') === file) : undefined;
  const pin = fieldOf(entry, 'sha256');
  return typeof pin === 'string' ? pin : undefined;
}

async function readPinned(folder: string, file: string, manifest: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const path = join(folder, file);
  const pin = pinOf(manifest, file);
  if (pin === undefined) throw new CityFileError(join(folder, MANIFEST), 'damaged', new Error(`no SHA-256 of ${file} in it`));
  const bytes = await readBytes(path);
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== pin) throw new CityFileError(path, 'damaged', new Error(`SHA-256 ${found}, pinned ${pin}`));
  return bytes;
}

export interface CityFiles {
  readonly city: City;
  /** The checked bytes, to be handed on to a window, which decodes them with the same decoder. */
  readonly bin: ArrayBuffer;
  readonly names: unknown;
}

/** The city of a folder (resources/city) with its bytes. Throws CityFileError. */
export async function readCityFiles(folder: string): Promise<CityFiles> {
  const manifestPath = join(folder, MANIFEST);
  const manifest = parseJson(manifestPath, await readBytes(manifestPath));
  const [bin, nameBytes] = await Promise.all([readPinned(folder, BIN, manifest), readPinned(folder, NAMES, manifest)]);
  const names = parseJson(join(folder, NAMES), nameBytes);
  try {
    return { city: decodeCity(bin.buffer, names), bin: bin.buffer, names };
  } catch (cause) {
    throw new CityFileError(join(folder, BIN), 'damaged', cause);
  }
}

/** The city of a folder (resources/city). Throws CityFileError. */
export async function loadCity(folder: string): Promise<City> {
  return (await readCityFiles(folder)).city;
}
