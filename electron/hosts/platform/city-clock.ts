import { type Clock, systemClock } from '../../backend/clock.ts';

/** A clock that shows `startMs` now and runs `speed` times as fast as the real one. */
export function cityClock(startMs: number, speed: number): Clock {
  const begunAtMs = systemClock.now();
  return {
    now: () => Math.floor(startMs + (systemClock.now() - begunAtMs) * speed),
    after: (delayMs, callback) => systemClock.after(delayMs / speed, callback),
  };
}
