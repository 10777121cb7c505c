/** What the map's grids can be coloured by; `renderer/metrics` has a file and a row for each. */
export const METRIC_IDS = [
  'coverage',
  'overdue',
  'unplaced',
  'openAlerts',
  'alertRate',
  'presence',
  'dataAge',
  'sinceYesterday',
  'sinceBatch',
] as const;
export type MetricId = (typeof METRIC_IDS)[number];
