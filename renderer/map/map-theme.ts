import type { AlertLevel } from '../../shared/domain/alerts.ts';
import {
  type ChoroplethPalettes,
  colorBytes,
  CONTRAST_ALERT_LEVELS,
  CONTRAST_PALETTES,
  DARK_ALERT_LEVELS,
  DARK_PALETTES,
  LIGHT_ALERT_LEVELS,
  PAPER_PALETTES,
} from '../../shared/domain/palettes.ts';
import type { Rgba } from './gpu/grid-fill-layer.ts';

export type MapThemeName = 'dark' | 'light' | 'contrast';

/** Every colour of the map. Hexadecimal, as MapLibre and the GPU want literals and cannot read CSS custom properties. */
export interface MapTheme {
  readonly name: MapThemeName;
  readonly ground: string;
  readonly land: string;
  readonly water: string;
  readonly waterLine: string;
  readonly road: string;
  readonly metro: string;
  readonly communityBorder: string;
  readonly streetBorder: string;
  readonly districtBorder: string;
  readonly compound: string;
  readonly label: string;
  readonly labelQuiet: string;
  readonly labelWater: string;
  readonly halo: string;
  readonly selectionCasing: string;
  readonly selectionLine: string;
  readonly gridBorder: Rgba;
  readonly dedicatedBorder: Rgba;
  readonly emptyBorder: Rgba;
  readonly hoverBorder: Rgba;
  readonly pickedBorder: Rgba;
  readonly palettes: ChoroplethPalettes;
  readonly alertLevels: Readonly<Record<AlertLevel, string>>;
  /** Density of alerts, little to much; alpha grows along it. */
  readonly density: readonly string[];
  readonly worker: string;
  readonly workerStale: string;
  /** Line around single marks, to part them from any fill. */
  readonly markOutline: string;
}

/** Colour of a hexadecimal text with an alpha, 0…1 each. */
export function rgba(color: string, alpha: number): Rgba {
  const [red, green, blue] = colorBytes(color);
  return [red / 255, green / 255, blue / 255, alpha];
}

const DARK: MapTheme = {
  name: 'dark',
  ground: '#0B1320',
  land: '#0F1A2A',
  water: '#081B30',
  waterLine: '#14304D',
  road: '#C9D6E4',
  metro: '#5B7086',
  communityBorder: '#0B1320',
  streetBorder: '#B9C7D6',
  districtBorder: '#F4F8FC',
  compound: '#D7E2EE',
  label: '#F4F8FC',
  labelQuiet: '#C3D0DE',
  labelWater: '#6FA0CC',
  halo: '#0B1320',
  selectionCasing: '#FFFFFF',
  selectionLine: '#22C7F0',
  gridBorder: rgba('#0B1320', 0.62),
  dedicatedBorder: rgba('#E8F0F8', 0.8),
  emptyBorder: rgba('#4A5D73', 0.7),
  hoverBorder: rgba('#FFFFFF', 0.95),
  pickedBorder: rgba('#22C7F0', 0.9),
  palettes: DARK_PALETTES,
  alertLevels: DARK_ALERT_LEVELS,
  density: ['#C2185B', '#DB2777', '#F0479A', '#FF6FB5', '#FFB3DA'],
  worker: '#5BE3C3',
  workerStale: '#8493A5',
  markOutline: '#0B1320',
};

const LIGHT: MapTheme = {
  name: 'light',
  ground: '#EEF2F6',
  land: '#F8FAFC',
  water: '#CFE0EE',
  waterLine: '#A9C6DE',
  road: '#5C6B7C',
  metro: '#8FA3B8',
  communityBorder: '#8796A6',
  streetBorder: '#4B5B6D',
  districtBorder: '#16202C',
  compound: '#33424F',
  label: '#101A26',
  labelQuiet: '#324254',
  labelWater: '#2F6C9F',
  halo: '#FFFFFF',
  selectionCasing: '#FFFFFF',
  selectionLine: '#0086C4',
  gridBorder: rgba('#64768A', 0.5),
  dedicatedBorder: rgba('#1B2A3A', 0.75),
  emptyBorder: rgba('#9AA9B8', 0.8),
  hoverBorder: rgba('#101A26', 0.95),
  pickedBorder: rgba('#0086C4', 0.95),
  palettes: PAPER_PALETTES,
  alertLevels: LIGHT_ALERT_LEVELS,
  density: ['#D9C7E8', '#B58BCB', '#9A4FA8', '#7A1F7E', '#4A0A55'],
  worker: '#007D66',
  workerStale: '#8493A5',
  markOutline: '#FFFFFF',
};

const CONTRAST: MapTheme = {
  ...DARK,
  name: 'contrast',
  ground: '#000000',
  land: '#000000',
  water: '#06264A',
  waterLine: '#4F8FD0',
  road: '#FFFFFF',
  metro: '#C3CEDA',
  communityBorder: '#000000',
  streetBorder: '#FFFFFF',
  districtBorder: '#FFFFFF',
  compound: '#FFFFFF',
  label: '#FFFFFF',
  labelQuiet: '#FFFFFF',
  labelWater: '#9BD0FF',
  halo: '#000000',
  selectionLine: '#FFFF00',
  gridBorder: rgba('#000000', 0.9),
  dedicatedBorder: rgba('#FFFFFF', 1),
  emptyBorder: rgba('#8C99A8', 1),
  hoverBorder: rgba('#FFFF00', 1),
  palettes: CONTRAST_PALETTES,
  alertLevels: CONTRAST_ALERT_LEVELS,
  density: ['#8E0B48', '#D61C72', '#F24D9E', '#FF8DC6', '#FFD6EC'],
  worker: '#6BFFD8',
  workerStale: '#8C99A8',
  markOutline: '#000000',
};

export const MAP_THEMES: Readonly<Record<MapThemeName, MapTheme>> = { dark: DARK, light: LIGHT, contrast: CONTRAST };
