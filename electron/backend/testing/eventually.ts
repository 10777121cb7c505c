import { setTimeout as wait } from 'node:timers/promises';

const LOOK_EVERY_MS = 5;
const PATIENCE_MS = 60_000;

/** Resolves with the first answer that is neither null nor false; what another process does cannot be waited for in any other way. */
export async function eventually<Result>(
  what: string,
  look: () => Result | null | false | Promise<Result | null | false>,
): Promise<Result> {
  const untilMs = performance.now() + PATIENCE_MS;
  while (performance.now() < untilMs) {
    const found = await look();
    if (found !== null && found !== false) return found;
    await wait(LOOK_EVERY_MS);
  }
  throw new Error(`in vain: ${what}`);
}
