import type { MetricUnit } from '../metrics/grid-metric.ts';
import type { MapCountKey, MapTextKey } from './i18n/map-text-key.ts';

/** A value of a tooltip or legend, formatted where the language is known. */
export type DisplayValue =
  /** 0…1; null is "no data". */
  | { readonly kind: 'rate'; readonly value: number | null }
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'fraction'; readonly numerator: number; readonly denominator: number }
  /** A metric's value; null is "no data". */
  | { readonly kind: 'metric'; readonly value: number | null; readonly unit: MetricUnit }
  /** Age in milliseconds. */
  | { readonly kind: 'age'; readonly value: number }
  | { readonly kind: 'timeOfDay'; readonly timeMs: number }
  | { readonly kind: 'text'; readonly key: MapTextKey };

export interface TooltipRow {
  readonly labelKey: MapTextKey;
  readonly value: DisplayValue;
  /** Draws the eye: behind, overdue. */
  readonly emphasis?: boolean;
}

/** What one layer says about a place. Never a name of a person. */
export interface TooltipContent {
  /** Name of a place, or a catalogue key. */
  readonly title: { readonly text: string } | { readonly key: MapTextKey } | { readonly key: MapCountKey; readonly count: number };
  /** Name of the parent place, if it helps. */
  readonly subtitle?: string;
  readonly rows: readonly TooltipRow[];
}
