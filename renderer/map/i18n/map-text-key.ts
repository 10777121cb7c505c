import type { AlertKind, AlertLevel, AlertState } from '../../../shared/domain/alerts.ts';
import type { MetricId } from '../../../shared/domain/metrics.ts';
import type { onMapZhCN } from './zh-CN.ts';

type Leaves<T, Prefix extends string> = {
  [Key in keyof T & string]: T[Key] extends string ? `${Prefix}${Key}` : Leaves<T[Key], `${Prefix}${Key}.`>;
}[keyof T & string];

type OwnKey = Leaves<typeof onMapZhCN, 'onMap.'>;

/** Texts with values to fill in; all others stand as they are. */
type FilledKey = 'onMap.attribution' | 'onMap.scale' | `onMap.length.${string}` | 'onMap.tooltip.alerts' | 'onMap.tooltip.workers';

/** Keys of the catalogue that tooltips and legends of the map name. */
export type MapTextKey =
  | Exclude<OwnKey, FilledKey>
  | `alertKind.${AlertKind}`
  | `alertLevel.${AlertLevel}`
  | `alertState.${AlertState}`
  | `metric.name.${MetricId}`;
/** Titles that say how many. */
export type MapCountKey = 'onMap.tooltip.alerts' | 'onMap.tooltip.workers';
