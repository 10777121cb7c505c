import type { City } from '../../shared/city/city.ts';
import { decodeCity } from '../../shared/city/city-codec.ts';

const CITY_URL = '/city/city.bin';
const NAMES_URL = '/city/names.json';
/** From this machine's own disk: what takes longer does not come any more. */
const LONGEST_WAIT_MS = 20_000;

/** Fetches and decodes the city that was built with this application. Throws when a file is missing, does not come or is not a city. */
export async function loadCity(): Promise<City> {
  const [geometry, names] = await Promise.all([fetchFile(CITY_URL), fetchFile(NAMES_URL)]);
  const [bytes, texts] = await Promise.all([geometry.arrayBuffer(), names.json()]);
  return decodeCity(bytes, texts);
}

async function fetchFile(url: string): Promise<Response> {
  const response = await fetch(url, { signal: AbortSignal.timeout(LONGEST_WAIT_MS) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}
