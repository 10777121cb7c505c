import type { Clock } from '../../../electron/backend/clock.ts';

interface Timer {
  atMs: number;
  readonly callback: () => void;
  handle: NodeJS.Timeout;
}

/** A clock that runs as the real one does, and now and then further: days go by in a moment. */
export class TimeLapse implements Clock {
  #aheadMs: number;
  readonly #timers = new Set<Timer>();

  constructor(startMs: number) {
    this.#aheadMs = startMs - Date.now();
  }

  now(): number {
    return Date.now() + this.#aheadMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const atMs = this.now() + Math.max(delayMs, 0);
    const timer: Timer = { atMs, callback, handle: this.#arm(delayMs, () => this.#fire(timer)) };
    this.#timers.add(timer);
    return () => this.#drop(timer);
  }

  /** So much time passes for the program: whatever is due on the way is done, in its order. */
  pass(durationMs: number): void {
    const untilMs = this.now() + durationMs;
    for (;;) {
      const next = this.#next();
      if (next === null || next.atMs > untilMs) break;
      this.#aheadMs += Math.max(next.atMs - this.now(), 0);
      this.#fire(next);
    }
    this.#aheadMs += Math.max(untilMs - this.now(), 0);
    for (const timer of this.#timers) this.#rearm(timer);
  }

  /** The machine sleeps for so long: its wall clock goes on, whatever was to come after a while still comes after that while. */
  sleep(durationMs: number): void {
    this.#aheadMs += durationMs;
    for (const timer of this.#timers) timer.atMs += durationMs;
  }

  #next(): Timer | null {
    let next: Timer | null = null;
    for (const timer of this.#timers) if (next === null || timer.atMs < next.atMs) next = timer;
    return next;
  }

  #arm(delayMs: number, fire: () => void): NodeJS.Timeout {
    return setTimeout(fire, Math.max(delayMs, 0));
  }

  #rearm(timer: Timer): void {
    clearTimeout(timer.handle);
    timer.handle = this.#arm(timer.atMs - this.now(), () => this.#fire(timer));
  }

  #drop(timer: Timer): void {
    clearTimeout(timer.handle);
    this.#timers.delete(timer);
  }

  #fire(timer: Timer): void {
    this.#drop(timer);
    timer.callback();
  }
}
