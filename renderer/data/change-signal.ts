/** Runs a callback later, once: an animation frame in the window, at once in tests. */
export type Schedule = (callback: () => void) => void;

export const nextFrame: Schedule = (callback) => void requestAnimationFrame(callback);

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
