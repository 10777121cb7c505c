import type { City } from '../../../shared/city/city.ts';
import type { LiveData } from '../../data/live-data.ts';
import type { MetricUnit } from '../../metrics/grid-metric.ts';
import type { AlertSettings, CoverageSettings } from '../../stores/layers.store.ts';
import type { MapTextKey } from '../i18n/map-text-key.ts';
import type { MapTheme } from '../map-theme.ts';
import type { LeftOut } from '../usable-rows.ts';

/** How a class looks on the map. Colours are `#RRGGBB`. */
export type LegendSwatch =
  | { readonly kind: 'fill' | 'hatch' | 'outline' | 'dashed' | 'arrow' | 'ring'; readonly color: string }
  /** ◆ ▲ ■ ● by index into ALERT_LEVELS. */
  | { readonly kind: 'level'; readonly color: string; readonly level: number }
  /** From little to much; `color` is that of the most. */
  | { readonly kind: 'ramp'; readonly color: string; readonly colors: readonly string[] }
  /** A figure that stands on the map: its edge is `color`. */
  | { readonly kind: 'hexagon' | 'disc'; readonly color: string; readonly fill: string; readonly ink: string };

export type LegendLabel =
  | { readonly kind: 'text'; readonly key: MapTextKey }
  /** Values of a class: from ≤ value < to; null where it is open. */
  | { readonly kind: 'range'; readonly from: number | null; readonly to: number | null; readonly unit: MetricUnit };

export interface LegendEntry {
  readonly swatch: LegendSwatch;
  readonly label: LegendLabel;
  /** How many things on the map look like this; null for what gathers them while the map is seen from afar, and counts them itself. */
  readonly count: number | null;
}

export interface LegendData {
  readonly entries: readonly LegendEntry[];
  /** All things the layer shows; the same at every zoom. */
  readonly total: number;
  /** Rows that came and cannot be shown; absent where a layer shows no rows but grids. */
  readonly leftOut?: LeftOut;
}

/** What a legend is made from: the same data and settings as the layer itself. */
export interface LegendSource {
  readonly city: City;
  readonly live: LiveData;
  readonly theme: MapTheme;
  readonly coverage: CoverageSettings;
  readonly alerts: AlertSettings;
}
