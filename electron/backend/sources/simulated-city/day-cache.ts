import type { DayNumber } from '../../../../shared/domain/time.ts';

/** Plans are pure functions of their day; a few are kept, so that memory is bounded however long the city runs. */
export class DayCache<Plan> {
  readonly #build: (day: DayNumber) => Plan;
  readonly #plans = new Map<DayNumber, Plan>();
  #capacity: number;

  constructor(capacity: number, build: (day: DayNumber) => Plan) {
    this.#capacity = capacity;
    this.#build = build;
  }

  readonly of = (day: DayNumber): Plan => {
    const plan = this.#plans.get(day) ?? this.#build(day);
    // Inserting it again moves it to the end, so that the first key is always the one unused for longest.
    this.#plans.delete(day);
    this.#plans.set(day, plan);
    this.#trim();
    return plan;
  };

  /** Keeps no more than so many from now on. */
  shrinkTo(capacity: number): void {
    this.#capacity = capacity;
    this.#trim();
  }

  #trim(): void {
    for (const oldest of this.#plans.keys()) {
      if (this.#plans.size <= this.#capacity) return;
      this.#plans.delete(oldest);
    }
  }
}
