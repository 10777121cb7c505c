import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../../shared/domain/time.ts';
import { useTimeStore } from '../stores/time.store.ts';
import { DAYS_BACK } from './moment-text.ts';

export const TIME_STEPS = { minute: MINUTE_MS, hour: HOUR_MS, day: DAY_MS } as const;
export type TimeStep = keyof typeof TIME_STEPS;

/** A moment within the days that the axis goes back; null from now on. */
export function withinAxis(atMs: number, nowMs: number): number | null {
  if (atMs >= nowMs) return null;
  return Math.max(atMs, startOfDay(dayOf(nowMs) - DAYS_BACK));
}

/** Steps from the moment in view, or from now, on whole minutes. */
export function stepTime(step: TimeStep, direction: 1 | -1, nowMs: number): void {
  const { wantedMs, actions } = useTimeStore.getState();
  const fromMs = wantedMs ?? nowMs;
  const targetMs = Math.floor((fromMs + direction * TIME_STEPS[step]) / MINUTE_MS) * MINUTE_MS;
  actions.goTo(withinAxis(targetMs, nowMs));
}
