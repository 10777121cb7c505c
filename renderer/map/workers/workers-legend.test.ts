import { expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import type { LegendData } from '../layers/legend.ts';
import { latticeCity } from '../lattice-city.fixture.ts';
import { MAP_THEMES } from '../map-theme.ts';
import { silentLive } from '../silent-live.fixture.ts';
import { workersLegend } from './workers-legend.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 9, 58);
const city = latticeCity(4);
const [longitude = 0, latitude = 0] = city.grids.labelPoint;

it('counts who is fresh, who is stale and who cannot be shown, and misses nobody', () => {
  const rows = [
    [longitude, latitude, NOW_MS],
    [longitude, latitude, NOW_MS - 20 * MINUTE_MS],
    [0, 0, NOW_MS],
    [longitude, latitude, Number.NaN],
    [longitude, latitude, NOW_MS + 3 * DAY_MS],
  ] as const;
  const { entries, total, leftOut } = legendOf(rows);
  expect(entries.map(({ count }) => count)).toEqual([1, 1, null]);
  expect(leftOut).toEqual({ position: 1, time: 2 });
  expect(total).toBe(rows.length);
});

it('tells whose place is not written yet from who was silent', () => {
  const old = [longitude, latitude, NOW_MS - 14 * MINUTE_MS] as const;
  const { entries } = legendOf([old, old, old], [1, 0, 1]);
  expect(entries.map(({ swatch, count }) => [swatch.kind, count])).toEqual([
    ['arrow', 0],
    ['arrow', 1],
    ['ring', 2],
    ['disc', null],
  ]);
});

function legendOf(rows: readonly (readonly [number, number, number])[], isUnrecorded: readonly number[] = []): LegendData {
  const live = silentLive();
  const { columns } = live.workers;
  return workersLegend({
    city,
    live: {
      ...live,
      status: { ...live.status, nowMs: () => NOW_MS },
      workers: {
        ...live.workers,
        count: rows.length,
        columns: {
          ...columns,
          longitude: Int32Array.from(rows, ([east]) => east),
          latitude: Int32Array.from(rows, ([, north]) => north),
          locatedAtMs: Float64Array.from(rows, ([, , timeMs]) => timeMs),
          isUnrecorded: Uint8Array.from(rows, (_, row) => isUnrecorded[row] ?? 0),
        },
      },
    },
    theme: MAP_THEMES.dark,
    coverage: { rule: 'withDeferred', scope: { kind: 'today' }, comparedBatchId: null, metric: 'coverage', classings: {} },
    alerts: { windowHours: 24, hiddenLevels: [], hiddenKinds: [], hiddenStates: [] },
  });
}
