import type { Clock } from './clock.ts';

/** Calls `action` every `everyMs`, never twice at a time. Answers the function that ends it. */
export function repeat(clock: Clock, everyMs: number, action: () => Promise<void> | void): () => void {
  let isEnded = false;
  let cancel = (): void => undefined;
  const schedule = (): void => {
    if (isEnded) return;
    cancel = clock.after(everyMs, () => void Promise.resolve(action()).finally(schedule));
  };
  schedule();
  return () => {
    isEnded = true;
    cancel();
  };
}

/** The same until the signal aborts. */
export function repeatUntil(signal: AbortSignal, clock: Clock, everyMs: number, action: () => Promise<void> | void): void {
  if (signal.aborted) return;
  signal.addEventListener('abort', repeat(clock, everyMs, action), { once: true });
}
