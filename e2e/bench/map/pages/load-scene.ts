import { decodeCity } from '../../../../shared/city/city-codec.ts';
import type { City } from '../../../../shared/city/city.ts';
import { decodeScene, type SceneColumns } from '../scene/scene-file.ts';
import { type BenchPage, createBench, type Subject } from './bench-page.ts';

/** The moment that the scene shows: a working afternoon. */
export const SCENE_EPOCH_MS = Date.UTC(2026, 10, 23, 9, 58);

/** What the address asks for: `?grids=12410&theme=light`. */
export interface PageOptions {
  readonly grids: string;
  readonly theme: 'dark' | 'light';
}

export function pageOptions(): PageOptions {
  const parameters = new URLSearchParams(location.search);
  return { grids: parameters.get('grids') ?? '12410', theme: parameters.get('theme') === 'light' ? 'light' : 'dark' };
}

export interface Scene {
  readonly city: City;
  readonly columns: SceneColumns;
}

const pathOf = (grids: string, part: string): string => `./scene/${grids}.${part}`;

async function fetchBytes(path: string): Promise<ArrayBuffer> {
  return (await fetch(path)).arrayBuffer();
}

export async function loadScene({ grids }: PageOptions): Promise<Scene> {
  const [bin, names, scene] = await Promise.all([
    fetchBytes(pathOf(grids, 'city.bin')),
    fetch(pathOf(grids, 'names.json')).then((response): Promise<unknown> => response.json()),
    fetchBytes(pathOf(grids, 'scene.bin')),
  ]);
  return { city: decodeCity(bin, names), columns: decodeScene(scene) };
}

/** Everybody goes to their other position. */
function swapPositions({ workers }: SceneColumns): void {
  const { longitude, latitude, otherLongitude, otherLatitude } = workers;
  const [before, above] = [longitude.slice(), latitude.slice()];
  longitude.set(otherLongitude);
  latitude.set(otherLatitude);
  otherLongitude.set(before);
  otherLatitude.set(above);
}

/** Lets the benchmark drive a subject. */
export function offerBench(subject: Subject, columns: SceneColumns): BenchPage {
  const bench = createBench(subject, () => swapPositions(columns));
  window.bench = bench;
  return bench;
}

/** The element that a page draws into. */
export function stage(): HTMLElement {
  const element = document.getElementById('stage');
  if (element === null) throw new Error('the page has no stage');
  return element;
}
