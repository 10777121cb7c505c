import { POSITION_STALE_MS } from '../../../shared/domain/workers.ts';
import type { LegendData, LegendSource } from '../layers/legend.ts';
import { RowCheck, usableBounds } from '../usable-rows.ts';

/** Workers on duty by the freshness of their position; those that cannot be shown are counted apart and belong to the total. */
export function workersLegend({ city, live, theme }: LegendSource): LegendData {
  const { columns, count } = live.workers;
  const { locatedAtMs, isUnrecorded } = columns;
  const nowMs = live.status.nowMs();
  const check = new RowCheck(usableBounds(city), nowMs);
  let [fresh, stale, unrecorded] = [0, 0, 0];
  for (let row = 0; row < count; row++) {
    const atMs = locatedAtMs[row] ?? Number.NaN;
    if (!check.passes(columns, locatedAtMs, row)) continue;
    if (isUnrecorded[row] === 1) unrecorded++;
    else if (atMs < nowMs - POSITION_STALE_MS) stale++;
    else fresh++;
  }
  return {
    entries: [
      { swatch: { kind: 'arrow', color: theme.worker }, label: { kind: 'text', key: 'onMap.legend.onDuty' }, count: fresh },
      { swatch: { kind: 'arrow', color: theme.workerStale }, label: { kind: 'text', key: 'onMap.legend.stale' }, count: stale },
      // Of the last quarter of an hour alone.
      ...(unrecorded === 0 ? [] : [unrecordedEntry(theme, unrecorded)]),
      {
        swatch: { kind: 'disc', color: theme.halo, fill: theme.halo, ink: theme.worker },
        label: { kind: 'text', key: 'onMap.legend.disc' },
        count: null,
      },
    ],
    total: count,
    leftOut: check.leftOut,
  };
}

/** Not written yet is not silent: it has a shape of its own. */
function unrecordedEntry(theme: LegendSource['theme'], count: number): LegendData['entries'][number] {
  return { swatch: { kind: 'ring', color: theme.worker }, label: { kind: 'text', key: 'onMap.legend.unrecorded' }, count };
}
