import { describe, expect, it } from 'vitest';
import { SAMPLE_STATES, type SampleState } from '../../../shared/contract/replication-history.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { lagByHour, lagPoints, lagRuns, worstLagMs } from './lag-series.ts';

const NOW_MS = 1_800_000_000_000 + 30_000;
const MINUTE = Math.floor(NOW_MS / MINUTE_MS) * MINUTE_MS;

type Sample = readonly [minutesAgo: number, lagMs: number, state: SampleState];

function points(...samples: readonly Sample[]) {
  return lagPoints(
    {
      atMs: Float64Array.from(samples, ([ago]) => MINUTE - ago * MINUTE_MS),
      lagMs: Float64Array.from(samples, ([, lagMs]) => lagMs),
      rows: Uint32Array.from(samples, () => 7),
      state: Uint8Array.from(samples, ([, , state]) => SAMPLE_STATES.indexOf(state)),
    },
    NOW_MS,
  );
}

describe('the lag over 24 hours', () => {
  it('has every minute up to now, and says of those without a sample that the program did not run', () => {
    const series = points([3, 100, 'live'], [2, Number.NaN, 'offline'], [0, 50, 'live']);
    expect(series).toHaveLength(1440);
    expect(series[0]?.atMs).toBe(MINUTE - DAY_MS + MINUTE_MS);
    expect(series.slice(-4).map(({ lagMs, state }) => [lagMs, state])).toEqual([
      [100, 'live'],
      [null, 'offline'],
      [null, 'off'],
      [50, 'live'],
    ]);
    expect(lagRuns(series).map(({ state, from, to }) => [state, from, to])).toEqual([
      ['off', 0, 1435],
      ['live', 1436, 1436],
      ['offline', 1437, 1437],
      ['off', 1438, 1438],
      ['live', 1439, 1439],
    ]);
    expect(worstLagMs(series)).toBe(100);
  });

  it('leaves out what is older, and what a clock that was set back put into the future', () => {
    const series = points([1440, 9, 'live'], [-5, 9, 'live']);
    expect(series.every(({ state }) => state === 'off')).toBe(true);
    expect(worstLagMs(series)).toBeNull();
  });

  it('is told hour by hour at its worst', () => {
    const hours = lagByHour(points([61, 10, 'live'], [60, 9000, 'behind'], [0, 1, 'live']));
    expect(hours.length).toBeGreaterThanOrEqual(24);
    const worst = hours.find(({ lagMs }) => lagMs === 9000);
    expect(worst?.states.has('behind')).toBe(true);
    expect((worst?.atMs ?? 0) <= MINUTE - HOUR_MS).toBe(true);
  });
});
