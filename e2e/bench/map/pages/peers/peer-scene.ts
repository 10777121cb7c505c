import type { FeatureCollection, MultiPolygon } from 'geojson';
import { MAP_THEMES, type MapTheme } from '../../../../../renderer/map/map-theme.ts';
import type { SceneColumns } from '../../scene/scene-file.ts';
import { decodeScene } from '../../scene/scene-file.ts';
import { pageOptions } from '../load-scene.ts';

/** Slots beside the classes of the rate, as the application has them. */
const NO_DATA_SLOT = 5;
const EMPTY_SLOT = 6;
export const FILL_ALPHA = 0.92;
export const MARK_RADIUS = 4;

/** What the libraries that read GeoJSON are given: counts and positions as the others, and the grids by address. */
export interface PeerScene {
  readonly columns: SceneColumns;
  readonly gridsAddress: string;
  readonly theme: MapTheme;
}

export async function loadPeerScene(): Promise<PeerScene> {
  const { grids, theme } = pageOptions();
  const columns = decodeScene(await (await fetch(`./scene/${grids}.scene.bin`)).arrayBuffer());
  return { columns, gridsAddress: new URL(`./scene/${grids}.grids.json`, location.href).href, theme: MAP_THEMES[theme] };
}

/** A feature a grid; its id is the grid's row. */
export type GridFeatures = FeatureCollection<MultiPolygon, { name?: string }>;

export async function fetchGrids({ gridsAddress }: PeerScene): Promise<GridFeatures> {
  return (await fetch(gridsAddress)).json() as Promise<GridFeatures>;
}

/** The slot of every grid's colour. */
export function writeSlots(slots: Uint8Array, { coverage }: SceneColumns, breaks: readonly number[]): void {
  const { listed, withdrawn, verified } = coverage;
  for (let grid = 0; grid < slots.length; grid++) {
    const due = (listed[grid] ?? 0) - (withdrawn[grid] ?? 0);
    let slot = listed[grid] === 0 ? EMPTY_SLOT : NO_DATA_SLOT;
    if (due > 0) {
      const rate = (verified[grid] ?? 0) / due;
      slot = 0;
      while (slot < breaks.length && rate >= (breaks[slot] ?? 1)) slot++;
    }
    slots[grid] = slot;
  }
}

/** `rgba(…)` of every slot. Hatch and dashes are the application's own: here "no data" is its grey, and every border a line. */
export function slotColors({ palettes: { behind } }: MapTheme): readonly string[] {
  const withAlpha = (color: string, alpha: number): string => `rgba(${channelsOf(color).join(',')},${alpha})`;
  return [...behind.classes.map((color) => withAlpha(color, FILL_ALPHA)), withAlpha(behind.noData, 0.34), 'rgba(0,0,0,0)'];
}

export function channelsOf(color: string): [red: number, green: number, blue: number] {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** The color of grid borders as CSS. */
export function borderColor({ gridBorder: [red, green, blue, alpha] }: MapTheme): string {
  return `rgba(${red * 255},${green * 255},${blue * 255},${alpha})`;
}

/** A place in degrees for every worker. */
export function eachWorker({ workers }: SceneColumns, visit: (row: number, longitude: number, latitude: number) => void): void {
  const { longitude, latitude } = workers;
  for (let row = 0; row < longitude.length; row++) visit(row, (longitude[row] ?? 0) / 1e7, (latitude[row] ?? 0) / 1e7);
}
