import { repeat } from '../../repeat.ts';
import { systemClock } from '../../clock.ts';

export interface WatchLimits {
  readonly askEveryMs: number;
  /** Questions without an answer: counted, not timed, since a machine that slept has asked nothing. */
  readonly mostUnanswered: number;
  /** The same while it does what is long and in one piece. */
  readonly mostUnansweredAtWork: number;
}

/**
 * Nothing that goes on holds the thread for a minute. The indexes of a whole city took six seconds of a free processor, and 95 of one that was shared by
 * many: who ends it then has it begin all over again, for ever.
 */
export const WATCH_LIMITS: WatchLimits = { askEveryMs: 5_000, mostUnanswered: 12, mostUnansweredAtWork: 240 };

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

  /** @param isAtWork whether it said last that it is at something long */
  start(ask: () => void, onHung: () => void, isAtWork: () => boolean): void {
    this.stop();
    this.#unanswered = 0;
    this.#stop = repeat(systemClock, this.#limits.askEveryMs, () => {
      if (this.#unanswered >= (isAtWork() ? this.#limits.mostUnansweredAtWork : this.#limits.mostUnanswered)) {
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
