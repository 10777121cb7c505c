import type { Clock } from './clock.ts';

const WINDOW_SECONDS = 5;

/** How many a second, over the last few seconds. */
export class RateMeter {
  readonly #clock: Clock;
  /** By second, the oldest first. */
  readonly #counts: { readonly second: number; count: number }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(count: number): void {
    const second = this.#second();
    const latest = this.#counts.at(-1);
    if (latest?.second === second) latest.count += count;
    else this.#counts.push({ second, count });
    this.#forget(second);
  }

  perSecond(): number {
    this.#forget(this.#second());
    return this.#counts.reduce((sum, { count }) => sum + count, 0) / WINDOW_SECONDS;
  }

  #second(): number {
    return Math.floor(this.#clock.now() / 1000);
  }

  #forget(second: number): void {
    // A clock that was set back leaves nothing in the future.
    while ((this.#counts[0]?.second ?? second) <= second - WINDOW_SECONDS || (this.#counts[0]?.second ?? second) > second)
      this.#counts.shift();
  }
}
