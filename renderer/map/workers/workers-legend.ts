import { POSITION_STALE_MS } from '../../../shared/domain/workers.ts';
import type { LegendData, LegendSource } from '../layers/legend.ts';

/** Workers on duty by the freshness of their position. */
export function workersLegend({ live, theme }: LegendSource): LegendData {
  const { columns, count } = live.workers;
  const staleBeforeMs = live.status.nowMs() - POSITION_STALE_MS;
  let stale = 0;
  for (let row = 0; row < count; row++) if ((columns.locatedAtMs[row] ?? 0) < staleBeforeMs) stale++;
  return {
    entries: [
      { swatch: { kind: 'arrow', color: theme.worker }, label: { kind: 'text', key: 'onMap.legend.onDuty' }, count: count - stale },
      { swatch: { kind: 'arrow', color: theme.workerStale }, label: { kind: 'text', key: 'onMap.legend.stale' }, count: stale },
    ],
    total: count,
  };
}
