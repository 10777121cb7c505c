import { type ReplicationSamples, SAMPLE_STATES, type SampleState } from '../../../shared/contract/replication-history.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';

/** One minute of the last 24 hours; `off` when the program did not run. */
export interface LagPoint {
  readonly atMs: number;
  readonly lagMs: number | null;
  readonly rows: number;
  readonly state: SampleState | 'off';
}

/** Minutes in a row that stand alike: indices of the first and the last. */
export interface LagRun {
  readonly state: LagPoint['state'];
  readonly from: number;
  readonly to: number;
}

const MINUTES = DAY_MS / MINUTE_MS;

/** Every minute of the 24 hours up to now, oldest first. */
export function lagPoints({ atMs, lagMs, rows, state }: ReplicationSamples, nowMs: number): readonly LagPoint[] {
  const lastMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
  const firstMs = lastMs - (MINUTES - 1) * MINUTE_MS;
  const points = Array.from({ length: MINUTES }, (_, index): LagPoint => {
    return { atMs: firstMs + index * MINUTE_MS, lagMs: null, rows: 0, state: 'off' };
  });
  for (const [index, minuteMs] of atMs.entries()) {
    const at = (minuteMs - firstMs) / MINUTE_MS;
    const lag = lagMs[index] ?? Number.NaN;
    if (!(at in points)) continue;
    points[at] = {
      atMs: minuteMs,
      lagMs: Number.isNaN(lag) ? null : lag,
      rows: rows[index] ?? 0,
      state: SAMPLE_STATES[state[index] ?? 0] ?? 'off',
    };
  }
  return points;
}

export function lagRuns(points: readonly LagPoint[]): readonly LagRun[] {
  const runs: LagRun[] = [];
  for (const [index, { state }] of points.entries()) {
    const last = runs.at(-1);
    if (last?.state === state) runs[runs.length - 1] = { ...last, to: index };
    else runs.push({ state, from: index, to: index });
  }
  return runs;
}

/** The most that it was behind; null when that was never known. */
export function worstLagMs(points: readonly LagPoint[]): number | null {
  const known = points.map(({ lagMs }) => lagMs).filter((lagMs) => lagMs !== null);
  return known.length === 0 ? null : Math.max(...known);
}

/** The same by hours: what can be read aloud. */
export function lagByHour(
  points: readonly LagPoint[],
): readonly { readonly atMs: number; readonly lagMs: number | null; readonly states: ReadonlySet<LagPoint['state']> }[] {
  const hours: LagPoint[][] = [];
  for (const point of points) {
    const hour = hours.at(-1);
    const isSame = hour !== undefined && Math.floor((hour[0]?.atMs ?? 0) / HOUR_MS) === Math.floor(point.atMs / HOUR_MS);
    if (isSame) hour.push(point);
    else hours.push([point]);
  }
  return hours.map((hour) => ({
    atMs: hour[0]?.atMs ?? 0,
    lagMs: worstLagMs(hour),
    states: new Set(hour.map(({ state }) => state)),
  }));
}
