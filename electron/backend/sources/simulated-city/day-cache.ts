import type { DayNumber } from '../../../../shared/domain/time.ts';

/** Plans are pure functions of their day; a few are kept, so that memory is bounded however long the city runs. */
export function cachePerDay<Plan>(capacity: number, build: (day: DayNumber) => Plan): (day: DayNumber) => Plan {
  const plans = new Map<DayNumber, Plan>();
  return (day) => {
    const known = plans.get(day);
    if (known !== undefined) {
      // Re-inserting moves it to the end, so that the first key is always the one unused for longest.
      plans.delete(day);
      plans.set(day, known);
      return known;
    }
    const plan = build(day);
    plans.set(day, plan);
    for (const oldest of plans.keys()) {
      if (plans.size <= capacity) break;
      plans.delete(oldest);
    }
    return plan;
  };
}
