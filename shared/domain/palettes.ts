/**
 * Colours that mean something, for screen and paper. One idea: quiet when fine, bright when behind; so a ramp runs from what calls
 * for attention to what sinks into its ground, monotonic in lightness and told apart by colour-blind eyes (palettes.test.ts computes both).
 */
import type { AlertLevel } from './alerts.ts';

/** Classes of a choropleth. */
export const CHOROPLETH_CLASS_COUNT = 5;

export interface ChoroplethPalette {
  /** CHOROPLETH_CLASS_COUNT colours. */
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
const CONTRAST_COVERAGE: ChoroplethPalette = {
  classes: ['#FFF0A8', '#FFB347', '#E0604C', '#8E5AA0', '#1E4A78'],
  noData: '#D3DCE6',
};

/** How much of something is there, least first: the colour of what is on duty, without a judgement. */
const DARK_PRESENCE: ChoroplethPalette = {
  classes: ['#16283A', '#1B4A57', '#257377', '#3BAA9B', '#7CF0D4'],
  noData: '#8FA3B8',
};
const CONTRAST_PRESENCE: ChoroplethPalette = {
  classes: ['#14283C', '#185C68', '#2A9490', '#45C4B0', '#C8FFE8'],
  noData: '#D3DCE6',
};
const PAPER_PRESENCE: ChoroplethPalette = {
  classes: ['#EEF5F4', '#B0D6D0', '#76B4AA', '#1F6B62', '#033B34'],
  noData: '#6B7A8A',
};

/** Change for the worse, none, change for the better: both ends call, the middle sinks into the ground. */
const DARK_CHANGE: ChoroplethPalette = {
  classes: ['#FFB454', '#A5652C', '#26384A', '#2F8296', '#6FE9F0'],
  noData: '#8FA3B8',
};
const CONTRAST_CHANGE: ChoroplethPalette = {
  classes: ['#FFD08A', '#C0762F', '#22364C', '#2E93B8', '#62E4FF'],
  noData: '#D3DCE6',
};
const PAPER_CHANGE: ChoroplethPalette = {
  classes: ['#9C3C00', '#E39A58', '#EEF1F4', '#74AFCB', '#0B4F7A'],
  noData: '#6B7A8A',
};

/** Palettes of the map's metrics: `behind` worst first, `presence` least first, `change` worse first. */
export type PaletteName = 'behind' | 'presence' | 'change';
export type ChoroplethPalettes = Readonly<Record<PaletteName, ChoroplethPalette>>;
export const DARK_PALETTES: ChoroplethPalettes = { behind: DARK_COVERAGE, presence: DARK_PRESENCE, change: DARK_CHANGE };
export const CONTRAST_PALETTES: ChoroplethPalettes = {
  behind: CONTRAST_COVERAGE,
  presence: CONTRAST_PRESENCE,
  change: CONTRAST_CHANGE,
};
export const PAPER_PALETTES: ChoroplethPalettes = { behind: PAPER_COVERAGE, presence: PAPER_PRESENCE, change: PAPER_CHANGE };

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
