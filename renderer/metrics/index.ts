import type { MetricId } from '../../shared/domain/metrics.ts';
import { ALERT_RATE_METRIC } from './alert-rate.metric.ts';
import { COVERAGE_METRIC } from './coverage.metric.ts';
import { DATA_AGE_METRIC } from './data-age.metric.ts';
import type { GridMetric } from './grid-metric.ts';
import { OPEN_ALERTS_METRIC } from './open-alerts.metric.ts';
import { OVERDUE_METRIC } from './overdue.metric.ts';
import { PRESENCE_METRIC } from './presence.metric.ts';
import { SINCE_BATCH_METRIC } from './since-batch.metric.ts';
import { SINCE_YESTERDAY_METRIC } from './since-yesterday.metric.ts';
import { UNPLACED_METRIC } from './unplaced.metric.ts';

/** What the grids can be coloured by. A new metric is one file and one row here, its id in shared/domain/metrics.ts and its words in metrics/i18n. */
export const METRICS: Readonly<Record<MetricId, GridMetric>> = {
  coverage: COVERAGE_METRIC,
  overdue: OVERDUE_METRIC,
  unplaced: UNPLACED_METRIC,
  openAlerts: OPEN_ALERTS_METRIC,
  alertRate: ALERT_RATE_METRIC,
  presence: PRESENCE_METRIC,
  dataAge: DATA_AGE_METRIC,
  sinceYesterday: SINCE_YESTERDAY_METRIC,
  sinceBatch: SINCE_BATCH_METRIC,
};
