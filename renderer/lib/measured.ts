import type { Place } from '../map/picking/grids-in-ring.ts';
import type { MapTool } from '../stores/picked.store.ts';
import { areaSquareMeters, lengthMeters } from './geodesy.ts';
import type { Words } from './use-words.ts';

export type MeasureTool = Extract<MapTool, 'distance' | 'area'>;

export function isMeasuring(tool: MapTool): tool is MeasureTool {
  return tool === 'distance' || tool === 'area';
}

export interface Measured {
  /** Along the line, or around the area. */
  readonly meters: number;
  /** Null for a distance, and before an area has three corners. */
  readonly squareMeters: number | null;
}

export function measuredOf(tool: MeasureTool, corners: readonly Place[]): Measured {
  const [first] = corners;
  const isArea = tool === 'area' && corners.length > 2 && first !== undefined;
  return isArea
    ? { meters: lengthMeters([...corners, first]), squareMeters: areaSquareMeters(corners) }
    : { meters: lengthMeters(corners), squareMeters: null };
}

/** `850 m`, `1.24 km`, `12.4 km`. */
export function lengthText(meters: number, { t, count }: Words): string {
  if (Math.round(meters) < 1000) return t('onMap.length.meters', { value: count(meters) });
  return t('onMap.length.kilometers', { value: (meters / 1000).toFixed(meters < 9_995 ? 2 : 1) });
}

/** `8,200 m²`, `1.24 km²`. */
export function areaText(squareMeters: number, { t, count }: Words): string {
  if (squareMeters < 100_000) return t('onMap.length.squareMeters', { value: count(squareMeters) });
  return t('onMap.length.squareKilometers', { value: (squareMeters / 1e6).toFixed(squareMeters < 9_995_000 ? 2 : 1) });
}
