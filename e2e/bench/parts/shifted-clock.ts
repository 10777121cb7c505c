import { type Clock, systemClock } from '../../../electron/backend/clock.ts';
import { BENCH_NOW_MS } from './simulated-replica.ts';

/** A clock that runs as fast as the real one and begins on the afternoon of every bench, whatever time it is here. */
export function afternoonClock(): Clock {
  const behindMs = Date.now() - BENCH_NOW_MS;
  return { now: () => Date.now() - behindMs, after: (delayMs, callback) => systemClock.after(delayMs, callback) };
}
