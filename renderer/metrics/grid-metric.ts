import type { City } from '../../shared/city/city.ts';
import type { MetricId } from '../../shared/domain/metrics.ts';
import type { PaletteName } from '../../shared/domain/palettes.ts';
import type { RateRule } from '../../shared/domain/rates.ts';
import type { FreshnessSource } from '../../shared/domain/sources.ts';
import type { LiveData } from '../data/live-data.ts';

/** `rate` 0…1 · `points` difference of two rates · `perThousand` a thousand households · the others are counts. */
export type MetricUnit = 'rate' | 'points' | 'tasks' | 'alerts' | 'perThousand' | 'workers' | 'categories';

/** Live data that values are counted from; its revision grows with every change. */
export type MetricInput = Exclude<keyof LiveData, 'status'>;

export interface MetricSource {
  readonly city: City;
  readonly live: LiveData;
}

/** Value of a grid that has nothing to be counted (本次无任务): no task of the scope was ever listed for it. NaN is "no data" (无数据). */
export const NOTHING_DUE = Number.NEGATIVE_INFINITY;

/** One row of the registry: a number a grid, its unit, and how it is sorted into classes and coloured as long as the viewer says nothing else. */
export interface GridMetric {
  readonly id: MetricId;
  readonly unit: MetricUnit;
  /** Whether the rule of the rates (含缓办, 不含缓办) changes it. */
  readonly hasRule: boolean;
  /** What a value belongs to. Unplaced tasks are known by street alone: every grid shows its street's. */
  readonly level: 'grid' | 'street';
  readonly palette: PaletteName;
  /** Which values take the palette's first colour. */
  readonly first: 'lowest' | 'highest';
  readonly inputs: readonly MetricInput[];
  /** The source whose age makes the values stale. */
  readonly freshness: FreshnessSource;
  /** Set where time alone changes the values: how often they are counted anew, milliseconds. */
  readonly clockStepMs?: number;
  readonly manualBreaks: readonly number[];
  /** Breaks that are set by hand lie between these. */
  readonly range: { readonly from: number; readonly to: number };
  /** Writes the value of every grid: NaN is "no data", NOTHING_DUE nothing to count. */
  write(source: MetricSource, rule: RateRule, values: Float64Array): void;
}

/** Whether it is known of now alone: what it needs beside the topics is not asked for of other moments. */
export function isOfNow({ inputs }: Pick<GridMetric, 'inputs'>): boolean {
  return inputs.includes('dataAges') || inputs.includes('compared');
}

/** Before the first snapshot there is no data, which is not the same as zero. */
export function hasArrived({ live }: MetricSource, inputs: readonly MetricInput[]): boolean {
  return inputs.every((name) => live[name].revision > 0);
}
