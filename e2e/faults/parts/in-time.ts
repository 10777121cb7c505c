import { setTimeout as wait } from 'node:timers/promises';

/** A machine with other work may need many times what a round takes here, and who waits for ever tells nobody what for. */
export const GIVE_UP_MS = 180_000;

/** @throws Error that says what was waited for in vain */
export async function inTime<Result>(what: string, awaited: Promise<Result>): Promise<Result> {
  const done = new AbortController();
  const late = wait(GIVE_UP_MS, null, { signal: done.signal }).then(() => Promise.reject(new Error(`in vain: ${what}`)));
  try {
    return await Promise.race([awaited, late]);
  } finally {
    done.abort();
  }
}
