import type { DayAxis } from '../contract/backend-api.ts';
import { type Forecast, forecastRate } from './forecast.ts';
import { ratio, type RateRule } from './rates.ts';
import { MINUTE_MS, startOfDay } from './time.ts';

/** The day as the axis draws it: one entry a step, rates only up to now. */
export interface DayShape {
  readonly steps: number;
  readonly alerts: readonly number[];
  readonly rates: readonly (number | null)[];
  /** Step of now, with its fraction; `steps` on a day that is over. */
  readonly nowStep: number;
  readonly cutoffStep: number;
  readonly forecast: Forecast | null;
  /** The rate at the cut-off on a day or hour that has passed it. */
  readonly rateAtCutoff: number | null;
}

/** Two hours of steps are today's pace. */
const PACE_STEPS = 8;

export function dayShape(axis: DayAxis, rule: RateRule, cutoffMinute: number, nowMs: number): DayShape {
  const steps = axis.verifiedUpTo.length;
  const nowStep = clamp((nowMs - startOfDay(axis.day)) / (axis.stepMinutes * MINUTE_MS), 0, steps);
  const cutoffStep = cutoffMinute / axis.stepMinutes;
  const rates = Array.from({ length: steps }, (_, step) => (step <= nowStep ? rateAt(axis, step, rule) : null));
  return {
    steps,
    alerts: Array.from({ length: steps }, (_, step) => axis.alertsByLevel.reduce((total, level) => total + (level[step] ?? 0), 0)),
    rates,
    nowStep,
    cutoffStep,
    forecast: nowStep < cutoffStep ? forecastOf(axis, rule, nowStep, cutoffStep) : null,
    rateAtCutoff: nowStep < cutoffStep ? null : (rates[Math.min(steps, Math.ceil(cutoffStep)) - 1] ?? null),
  };
}

function dueAt(axis: DayAxis, step: number, rule: RateRule): number {
  const due = axis.dueUpTo[step] ?? 0;
  return rule === 'withDeferred' ? due : due - (axis.deferredUpTo[step] ?? 0);
}

function rateAt(axis: DayAxis, step: number, rule: RateRule): number | null {
  return ratio(axis.verifiedUpTo[step] ?? 0, dueAt(axis, step, rule));
}

function forecastOf(axis: DayAxis, rule: RateRule, nowStep: number, cutoffStep: number): Forecast | null {
  const current = Math.min(Math.floor(nowStep), axis.verifiedUpTo.length - 1);
  const recentSteps: number[] = [];
  for (let step = Math.max(1, current - PACE_STEPS); step < current; step++) {
    recentSteps.push(Math.max(0, (axis.verifiedUpTo[step] ?? 0) - (axis.verifiedUpTo[step - 1] ?? 0)));
  }
  return forecastRate({
    verified: axis.verifiedUpTo[current] ?? 0,
    due: dueAt(axis, current, rule),
    recentSteps,
    stepsLeft: cutoffStep - nowStep,
  });
}

function clamp(value: number, minimum: number, maximum: number): number {
  return Math.min(maximum, Math.max(minimum, value));
}
