import type { Clock } from '../../clock.ts';
import { ManualClock } from '../../manual-clock.ts';

/** A computer's clock that somebody sets, or that went on while the computer slept: timers know nothing of it. */
export function settableClock(startMs: number): { readonly clock: Clock; readonly steady: ManualClock; set(byMs: number): void } {
  const steady = new ManualClock(startMs);
  let shiftMs = 0;
  return {
    steady,
    clock: { now: () => steady.now() + shiftMs, after: (delayMs, callback) => steady.after(delayMs, callback) },
    set: (byMs) => void (shiftMs += byMs),
  };
}
