/** Runs a callback later, once: an animation frame in the window, at once in tests. */
export type Schedule = (callback: () => void) => void;

export const nextFrame: Schedule = (callback) => void requestAnimationFrame(callback);

const NO_FRAME_MS = 1000;

/** With the next frame, or soon where none is drawn: a window that is not shown yet, or stands behind others, has its figures when it is seen. */
export const nextFrameOrSoon: Schedule = (callback) => {
  const call = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    callback();
  };
  const frame = requestAnimationFrame(call);
  const timer = setTimeout(call, NO_FRAME_MS);
};

/** A revision and its listeners, who are called at most once a frame however often the data changed in it. */
export class ChangeSignal {
  revision = 0;
  readonly #listeners = new Set<() => void>();
  readonly #schedule: Schedule;
  #isScheduled = false;

  constructor(schedule: Schedule) {
    this.#schedule = schedule;
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  markChanged(): void {
    this.revision++;
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#schedule(() => {
      this.#isScheduled = false;
      for (const listener of [...this.#listeners]) listener();
    });
  }
}
