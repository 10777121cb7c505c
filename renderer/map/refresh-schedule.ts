/**
 * Decides when a layer takes over news: with the next frame, but not before `intervalMs` have passed since the last time. However often it is
 * asked in between, it is due once.
 */
export class RefreshSchedule {
  readonly #requestFrame: () => void;
  readonly #intervalMs: number;
  #isDue = false;
  #timer = 0;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(requestFrame: () => void, intervalMs: number) {
    this.#requestFrame = requestFrame;
    this.#intervalMs = intervalMs;
  }

  /** News arrived: due when it is time. */
  request(): void {
    if (this.#timer !== 0) return;
    const waitMs = this.#lastMs + this.#intervalMs - performance.now();
    if (this.#isDue || waitMs <= 0) this.requestNow();
    else this.#timer = window.setTimeout(() => this.requestNow(), waitMs);
  }

  /** The user changed something: due with the next frame. Asked for again each time, in case that an earlier one was never drawn. */
  requestNow(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#isDue = true;
    this.#requestFrame();
  }

  /** Whether the frame that is about to be drawn has to take over news; then it is no longer due. */
  take(): boolean {
    if (!this.#isDue) return false;
    this.#isDue = false;
    this.#lastMs = performance.now();
    return true;
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#isDue = false;
  }
}
