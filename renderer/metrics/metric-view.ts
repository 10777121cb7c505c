import type { Classing } from '../../shared/domain/classing.ts';
import type { MetricId } from '../../shared/domain/metrics.ts';
import { CHOROPLETH_CLASS_COUNT } from '../../shared/domain/palettes.ts';
import type { CoverageSettings } from '../stores/layers.store.ts';
import type { MetricView } from './choropleth.ts';
import type { GridMetric } from './grid-metric.ts';
import { METRICS } from './index.ts';

/** The classing that the viewer chose for a metric, else the metric's own. */
export function classingOf({ classings }: Pick<CoverageSettings, 'classings'>, metric: MetricId): Classing {
  return classings[metric] ?? { method: 'manual', manualBreaks: METRICS[metric].manualBreaks };
}

/** What the map shows by these settings. */
export function viewOf(settings: CoverageSettings): MetricView {
  return { metric: settings.metric, rule: settings.rule, classing: classingOf(settings, settings.metric) };
}

/** Whether breaks set by hand rise and lie within what the metric can be. */
export function areBreaks(breaks: readonly number[], { range }: Pick<GridMetric, 'range'>): boolean {
  return breaks.every((value, index) => value > (breaks[index - 1] ?? range.from) && value < range.to);
}

/** Whether a metric can be sorted into classes like this: what comes from a link or a saved setting may be anything. */
export function isUsable({ method, manualBreaks }: Classing, metric: MetricId): boolean {
  if (method !== 'manual') return true;
  return manualBreaks.length > 0 && manualBreaks.length < CHOROPLETH_CLASS_COUNT && areBreaks(manualBreaks, METRICS[metric]);
}
