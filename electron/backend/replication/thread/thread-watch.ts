import { repeat } from '../../repeat.ts';
import { systemClock } from '../../clock.ts';

export interface WatchLimits {
  readonly askEveryMs: number;
  /** Questions without an answer: counted, not timed, since a machine that slept has asked nothing. */
  readonly mostUnanswered: number;
}

/** Making the indexes of a whole city holds the thread for seconds on a slow disk; nothing that goes on holds it for a minute. */
export const WATCH_LIMITS: WatchLimits = { askEveryMs: 5_000, mostUnanswered: 12 };

/**
 * Asks a thread whether it still turns, and says once when it does not. Its own clock is the machine's: how a city's time runs has nothing to do with it.
 */
export class ThreadWatch {
  readonly #limits: WatchLimits;
  #unanswered = 0;
  #stop: () => void = () => undefined;

  constructor(limits: WatchLimits) {
    this.#limits = limits;
  }

  start(ask: () => void, onHung: () => void): void {
    this.stop();
    this.#unanswered = 0;
    this.#stop = repeat(systemClock, this.#limits.askEveryMs, () => {
      if (this.#unanswered >= this.#limits.mostUnanswered) {
        this.stop();
        onHung();
        return;
      }
      this.#unanswered += 1;
      ask();
    });
  }

  answered(): void {
    this.#unanswered = 0;
  }

  stop(): void {
    this.#stop();
  }
}
