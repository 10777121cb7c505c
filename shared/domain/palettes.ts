/**
 * Colours that mean something, for screen and paper. One idea: quiet when fine, bright when behind; so a ramp runs from what calls
 * for attention to what sinks into its ground, monotonic in lightness and told apart by colour-blind eyes (palettes.test.ts computes both).
 */
import type { AlertLevel } from './alerts.ts';

/** Classes of a choropleth, worst first. */
export const COVERAGE_CLASS_COUNT = 5;

export interface ChoroplethPalette {
  /** COVERAGE_CLASS_COUNT colours, worst class first. */
  readonly classes: readonly string[];
  /** Lines of the hatch that stands for "no data". */
  readonly noData: string;
}

/** On the dark ground, bright is behind and the best class is almost the ground. The last two are a little further apart than in look.md, for protanopes. */
export const DARK_COVERAGE: ChoroplethPalette = {
  classes: ['#FFD166', '#F29E4C', '#C75B4A', '#6F5176', '#22405F'],
  noData: '#8FA3B8',
};

/**
 * On white, dark is behind. Lightness grows with every class, so that the order survives a black-and-white printer; the last three of look.md
 * were moved for that, since its #7FA3C4 printed as dark as the second worst class.
 */
export const PAPER_COVERAGE: ChoroplethPalette = {
  classes: ['#B34700', '#E8893A', '#EFB964', '#C6D7E7', '#EAF1F8'],
  noData: '#6B7A8A',
};

/** On black, for eyes that need high contrast: the dark ramp with wider steps. */
export const CONTRAST_COVERAGE: ChoroplethPalette = {
  classes: ['#FFF0A8', '#FFB347', '#E0604C', '#8E5AA0', '#1E4A78'],
  noData: '#D3DCE6',
};

/** Colours of the alert levels; a level also has a shape of its own (◆ ▲ ■ ●). */
export const DARK_ALERT_LEVELS: Readonly<Record<AlertLevel, string>> = {
  red: '#FF4D5E',
  orange: '#FF9340',
  yellow: '#FFD84D',
  blue: '#63A9FF',
};
export const LIGHT_ALERT_LEVELS: Readonly<Record<AlertLevel, string>> = {
  red: '#C8102E',
  orange: '#E2710A',
  yellow: '#D9B000',
  blue: '#1D63B8',
};

export const CONTRAST_ALERT_LEVELS: Readonly<Record<AlertLevel, string>> = {
  red: '#FF5C6C',
  orange: '#FFA033',
  yellow: '#FFF06A',
  blue: '#6FB1FF',
};

export type ColorBytes = readonly [red: number, green: number, blue: number];

/** Bytes of `#RRGGBB`. */
export function colorBytes(color: string): ColorBytes {
  const value = Number.parseInt(color.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
