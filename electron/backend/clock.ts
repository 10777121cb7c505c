/** Where the backend takes its time and its timers from, so that a test can hold both in its hand. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Calls `callback` once, not before `delayMs` have passed. Answers the function that calls it off. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The longest delay that setTimeout takes; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  },
};

/** The real clock moved by `shiftMs`: a simulated city can be opened on any afternoon, and goes on there after a restart. */
export function shiftedClock(shiftMs: number): Clock {
  return { now: () => Date.now() + shiftMs, after: systemClock.after };
}
