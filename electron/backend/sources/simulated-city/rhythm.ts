import { DAY_MS, MINUTE_MS, dayOf, startOfDay } from '../../../../shared/domain/time.ts';

const MINUTES_PER_DAY = 1440;
const INVERSE_STEPS = 2048;

/** How something is spread over the hours of a civil day, as a cumulative distribution and its inverse. */
export interface Rhythm {
  /** Share of the day's total that lies before this minute of the day (fractions allowed). */
  shareBefore(minute: number): number;
  /** The minute (with fraction) before which this share of the day's total lies. */
  minuteOf(share: number): number;
}

/** @param hourWeights 24 weights, one an hour; all above 0, so that the inverse exists. */
export function createRhythm(hourWeights: readonly number[]): Rhythm {
  const total = hourWeights.reduce((sum, weight) => sum + weight, 0);
  const cumulative = new Float64Array(25);
  for (let hour = 0; hour < 24; hour += 1) cumulative[hour + 1] = (cumulative[hour] ?? 0) + (hourWeights[hour] ?? 0) / total;
  const shareBefore = (minute: number): number => {
    const hour = Math.min(23, Math.floor(minute / 60));
    const before = cumulative[hour] ?? 0;
    return before + ((cumulative[hour + 1] ?? 1) - before) * (minute / 60 - hour);
  };
  const inverse = new Float64Array(INVERSE_STEPS + 1);
  for (let step = 0, hour = 0; step <= INVERSE_STEPS; step += 1) {
    const share = step / INVERSE_STEPS;
    while (hour < 23 && (cumulative[hour + 1] ?? 1) < share) hour += 1;
    const before = cumulative[hour] ?? 0;
    inverse[step] = 60 * (hour + (share - before) / ((cumulative[hour + 1] ?? 1) - before));
  }
  inverse[INVERSE_STEPS] = MINUTES_PER_DAY;
  const minuteOf = (share: number): number => {
    const step = Math.min(INVERSE_STEPS - 1, Math.floor(share * INVERSE_STEPS));
    const from = inverse[step] ?? 0;
    return from + ((inverse[step + 1] ?? MINUTES_PER_DAY) - from) * (share * INVERSE_STEPS - step);
  };
  return { shareBefore, minuteOf };
}

/** When community workers get things done: nothing at night, a dip at lunch, a late round after supper. */
const WORK_RHYTHM = createRhythm([
  0.02, 0.01, 0.01, 0.01, 0.01, 0.02, 0.2, 2.5, 9, 13, 13, 10.5, 3.5, 6.5, 12, 13, 12.5, 9.5, 3.5, 4.5, 3.5, 1.5, 0.3, 0.08,
]);

/** Work done since the epoch in workdays: runs fast at ten in the morning and stands still at night. */
export function workdaysAt(atMs: number): number {
  const day = dayOf(atMs);
  return day + WORK_RHYTHM.shareBefore((atMs - startOfDay(day)) / MINUTE_MS);
}

/** The moment at which that many workdays are done: the inverse of `workdaysAt`, in whole milliseconds. */
export function timeOfWorkdays(workdays: number): number {
  const day = Math.floor(workdays);
  const offsetMs = Math.floor(WORK_RHYTHM.minuteOf(workdays - day) * MINUTE_MS);
  return startOfDay(day) + Math.min(DAY_MS - 1, offsetMs);
}
