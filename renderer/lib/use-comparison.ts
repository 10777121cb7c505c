import { useMemo, useRef } from 'react';
import type { AreaRef } from '../../shared/domain/areas.ts';
import { coverageRate, type RateRule } from '../../shared/domain/rates.ts';
import { MINUTE_MS } from '../../shared/domain/time.ts';
import { useLayersStore } from '../stores/layers.store.ts';
import { type Comparison, comparisonOf } from '../time/comparison.ts';
import { areaKey } from './area-words.ts';
import { useServices } from './services.ts';
import { useCall } from './use-call.ts';
import { useRevision } from './use-live.ts';
import { useShownNow } from './use-moment.ts';

/** What the scope in view is compared with, at the minute that is shown; null where there is nothing. */
export function useComparison(): Comparison | null {
  const { status } = useServices().live;
  useRevision(status, 5000);
  const { scope, comparedBatchId } = useLayersStore((state) => state.coverage);
  const minuteMs = Math.floor(useShownNow(MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
  const batches = status.snapshot?.batches;
  return useMemo(() => comparisonOf(scope, minuteMs, batches ?? [], comparedBatchId), [scope, comparedBatchId, minuteMs, batches]);
}

/** The rate of what an area is compared with, at the same time from its own beginning; null for no data, undefined while there is none or it is not known. */
export function useComparedRate(area: AreaRef, rule: RateRule): number | null | undefined {
  const comparison = useComparison();
  const request = comparison === null ? null : { area, scope: comparison.otherScope, asOfMs: comparison.otherAtMs };
  const { value } = useCall('areaCounts', request, 0, 'now');
  // While the moment moves on, the answer for the one before is not far off.
  const key = comparison === null ? '' : `${areaKey(area)} ${JSON.stringify(comparison.otherScope)}`;
  const last = useRef({ key, value });
  if (value !== null || last.current.key !== key) last.current = { key, value };
  return last.current.value === null ? undefined : coverageRate(last.current.value, rule);
}
