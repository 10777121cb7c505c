import type { RateRule } from '../domain/rates.ts';

/**
 * What the wall is given: aggregates and nothing else. Counts of people below 5 are left out, as is what would tell them by subtraction
 * (shared/domain/suppression.ts); −1 stands for a count that is not said.
 */

/**
 * Class of a rate where everybody can read it: 0 … 4 as in COVERAGE_BREAKS, worst first, or one of these. Where only 1 … 4 people are verified
 * or missing, the class is said and the rate is not.
 */
export const WALL_NO_DATA = 5;
export const WALL_NOTHING_DUE = 6;
/** Fewer than 5 people are due. */
export const WALL_TOO_FEW = 7;

export interface WallRates {
  /** Tenths of a percent, −1 where only the class is said. */
  readonly perMille: Int16Array;
  readonly classes: Uint8Array;
}

/** Figures of all areas of one level, index = area. */
export interface WallAreas {
  readonly rates: { readonly [Rule in RateRule]: WallRates };
  /** −1 where not said. */
  readonly overdue: Int32Array;
  /** Open alerts about premises. */
  readonly premisesAlerts: Uint16Array;
}

/** Open alerts of one kind and level about premises of one street. Never told: the address, the device, the grid, the second. */
export interface WallAlerts {
  readonly level: number;
  readonly kind: number;
  /** −1 when it is not known. */
  readonly street: number;
  readonly count: number;
  /** Those that nobody has acknowledged. */
  readonly raised: number;
  /** Of the latest of them, a whole minute. */
  readonly raisedAtMs: number;
}

export interface WallSnapshot {
  readonly nowMs: number;
  /** Reporting day of the coverage; null while there is no batch. */
  readonly day: number | null;
  /** The area of competence as a level of one. */
  readonly home: WallAreas;
  readonly districts: WallAreas;
  readonly streets: WallAreas;
  readonly communities: WallAreas;
  /** Class of every grid. One with fewer than 5 people due has that of its community, or its street's. */
  readonly gridClasses: { readonly [Rule in RateRule]: Uint8Array };
  readonly unplaced: number;
  readonly workersOnDuty: number;
  /** Open alerts about persons: how many, and nothing else of them. */
  readonly personAlerts: number;
  /** Open alerts about premises by level. */
  readonly premisesAlertsByLevel: readonly number[];
  /** The most severe and latest first. */
  readonly latestAlerts: readonly WallAlerts[];
  readonly program: WallProgram;
  /** What the console wants to be seen instead of the rotation. */
  readonly pinned: WallScene | null;
}

/** The day so far, and the 24 hours before now. */
export interface WallDay {
  readonly day: number;
  readonly stepMinutes: number;
  /** Rates at the end of each step of the day up to now, tenths of a percent; −1 where not said. */
  readonly perMille: { readonly [Rule in RateRule]: Int16Array };
  /** Where the rate will stand at the cut-off, tenths of a percent; null without a pace. */
  readonly forecast: { readonly [Rule in RateRule]: { readonly perMille: number; readonly marginPerMille: number } | null };
  /** Yesterday at this time of day. */
  readonly yesterday: { readonly [Rule in RateRule]: number };
  /** Start of the first of 24 civil hours. */
  readonly firstHourMs: number;
  /** Alerts raised in each hour, −1 where not said. */
  readonly alertsByHour: Int32Array;
  /** Class of their number by hour, then by part of the area of competence (`childAreas`): index into WALL_HOUR_FROM. */
  readonly alertClasses: Uint8Array;
}
/** From how many alerts in an hour a part of the area is in the class; all below 5 share the first. */
export const WALL_HOUR_FROM: readonly number[] = [0, 5, 10, 20];

export const WALL_SCENE_KINDS = ['overview', 'area', 'alerts', 'race', 'day', 'board'] as const;
export type WallSceneKind = (typeof WALL_SCENE_KINDS)[number];

/** A part of the civil day, minutes since midnight; one that ends before it begins goes over midnight. */
export interface DayWindow {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface WallScene {
  /** Unique within its program. */
  readonly id: string;
  readonly kind: WallSceneKind;
  /** Empty: the words of its kind. */
  readonly title: string;
  /** Code of a district, street or community; empty: the area of competence. */
  readonly areaCode: string;
  readonly seconds: number;
  /** When it takes part in the rotation; null: always. */
  readonly window: DayWindow | null;
  /** Text of a consultation board. */
  readonly lines: readonly string[];
  /** Grids that are pointed out, ascending. */
  readonly grids?: readonly number[];
}

/** What the walls of this office show, and how. */
export interface WallProgram {
  readonly scenes: readonly WallScene[];
  readonly rule: RateRule;
  readonly viewingDistanceMeters: number;
  /** Of the display, or of all displays that make up one picture. */
  readonly shortSideMeters: number;
  /** Nothing but a dark clock. */
  readonly quiet: DayWindow | null;
  readonly dim: { readonly window: DayWindow; readonly percent: number } | null;
  /** A slow shift of the whole picture by a few pixels, against burn-in. */
  readonly shiftsPixels: boolean;
}

export const WALL_LIMITS = {
  scenes: 24,
  seconds: { minimum: 5, maximum: 3600 },
  title: 30,
  lines: 8,
  line: 40,
  distanceMeters: { minimum: 1, maximum: 30 },
  shortSideMeters: { minimum: 0.2, maximum: 20 },
  dimPercent: { minimum: 10, maximum: 100 },
} as const;

export interface WallSettings {
  readonly program: WallProgram;
  readonly pinned: WallScene | null;
}
