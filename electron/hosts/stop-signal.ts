import { findParent } from './loopback/parent.ts';

/** Ends at Ctrl-C, at a request to end, and when whoever started this is gone. */
export function stopSignal(onStop: () => void): AbortSignal {
  const stop = new AbortController();
  const request = (): void => {
    if (!stop.signal.aborted) onStop();
    stop.abort();
  };
  process.on('SIGINT', request);
  process.on('SIGTERM', request);
  findParent().onGone(request);
  return stop.signal;
}
