import type { GridMetric } from './grid-metric.ts';
import { RATE_CHANGE, writeRateChange } from './rate-change.ts';

/**
 * 较他批: coverage of the batch in view less coverage of the one that it is compared with, as that stood as long after its own push, in fractions;
 * what the strip says of an area. Only a single batch has another to be compared with.
 */
export const SINCE_BATCH_METRIC: GridMetric = {
  id: 'sinceBatch',
  ...RATE_CHANGE,
  write({ live }, rule, values) {
    const other = live.compared.value;
    const { batchIds, columns } = live.coverage;
    const isOther = other?.scope.kind === 'batch' && batchIds.length === 1 && batchIds[0] !== other.scope.batchId;
    if (isOther) writeRateChange(columns, other.columns, rule, values);
    else values.fill(Number.NaN);
  },
};
