import type { BatchCoverage, TrendDay } from '../../../shared/contract/backend-api.ts';
import type { AreaRef } from '../../../shared/domain/areas.ts';
import { useServices } from '../../lib/services.ts';
import { type CallState, useCall } from '../../lib/use-call.ts';
import { useRevision } from '../../lib/use-live.ts';

/** Answers of the backend are renewed this often while the data below them changes. */
export const REFRESH_MS = 5000;
const SLOW_REFRESH_MS = 60_000;
const TREND_DAYS = 14;

/** Null asks nothing yet. */
export function useTrend(area: AreaRef | null): CallState<readonly TrendDay[]> {
  const { live } = useServices();
  return useCall('trend', area === null ? null : { area, days: TREND_DAYS }, useRevision(live.coverage, SLOW_REFRESH_MS));
}

export function useBatchCoverage(area: AreaRef): CallState<readonly BatchCoverage[]> {
  const { live } = useServices();
  return useCall('batchCoverage', { area }, useRevision(live.coverage, REFRESH_MS));
}
