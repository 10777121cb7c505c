import type { Clock } from './clock.ts';

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
/** What ran for so long has recovered: its next failure is a first one again. */
const RECOVERED_AFTER_MS = 60_000;

/** How long to wait before something that failed is started again. */
export class GrowingWait {
  readonly #clock: Clock;
  #failures = 0;
  #startedAtMs: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedAtMs = clock.now();
  }

  started(): void {
    this.#startedAtMs = this.#clock.now();
  }

  /** It failed. Answers milliseconds, no more than `longestMs`. */
  next(longestMs = LONGEST_WAIT_MS): number {
    this.#failures = this.#clock.now() - this.#startedAtMs >= RECOVERED_AFTER_MS ? 1 : this.#failures + 1;
    return Math.min(FIRST_WAIT_MS * 2 ** (this.#failures - 1), longestMs);
  }
}
