/**
 * Decides when a layer takes over news: at the next frame, but not before `intervalMs` have passed since the last time. However often it is
 * asked in between, it runs once.
 */
export class RefreshSchedule {
  readonly #run: () => void;
  readonly #intervalMs: number;
  #frame = 0;
  #timer = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(run: () => void, intervalMs: number) {
    this.#run = run;
    this.#intervalMs = intervalMs;
  }

  /** News arrived: refresh when it is time. */
  request(): void {
    if (this.#frame !== 0 || this.#timer !== 0) return;
    const waitMs = this.#lastMs + this.#intervalMs - performance.now();
    if (waitMs <= 0) this.#requestFrame();
    else this.#timer = window.setTimeout(() => this.#requestFrame(), waitMs);
  }

  /** The user changed something: refresh at the next frame. */
  requestNow(): void {
    if (this.#frame === 0) this.#requestFrame();
  }

  cancel(): void {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = 0;
    this.#timer = 0;
  }

  #requestFrame(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#lastMs = performance.now();
      this.#run();
    });
  }
}
