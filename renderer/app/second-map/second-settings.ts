import type { MetricId } from '../../../shared/domain/metrics.ts';
import { isOfNow } from '../../metrics/grid-metric.ts';
import { METRICS } from '../../metrics/index.ts';
import { classingOf } from '../../metrics/metric-view.ts';
import type { CoverageSettings } from '../../stores/layers.store.ts';

/** Whether a metric is known of other moments than now. */
export function hasPast(metric: MetricId): boolean {
  return !isOfNow(METRICS[metric]);
}

/**
 * The settings by which the second map colours its grids: those of the window with its own metric. The same metric at another moment is sorted
 * into the first map's classes, or the colours of the two could not be compared.
 */
export function secondSettings(coverage: CoverageSettings, metric: MetricId, firstBreaks: () => readonly number[]): CoverageSettings {
  if (metric !== coverage.metric || classingOf(coverage, metric).method === 'manual') return { ...coverage, metric };
  return { ...coverage, metric, classings: { ...coverage.classings, [metric]: { method: 'manual', manualBreaks: firstBreaks() } } };
}
