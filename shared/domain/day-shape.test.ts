import { describe, expect, it } from 'vitest';
import type { DayAxis } from '../contract/backend-api.ts';
import { HOUR_MS, startOfDay } from './time.ts';
import { dayShape } from './day-shape.ts';

const DAY = 20_780;
const CUTOFF = 18 * 60;

/** 100 due from midnight, one verified each quarter of an hour from 08:00, 20 deferred. */
function axis(): DayAxis {
  const steps = Array.from({ length: 96 }, (_, step) => step);
  return {
    day: DAY,
    stepMinutes: 15,
    alertsByLevel: [0, 1, 2, 3].map((level) => Uint32Array.from(steps, (step) => (step === 40 ? level : 0))),
    verifiedUpTo: Uint32Array.from(steps, (step) => Math.max(0, step - 31)),
    dueUpTo: Uint32Array.from(steps, () => 100),
    deferredUpTo: Uint32Array.from(steps, () => 20),
  };
}

describe('the day as an axis', () => {
  it('shows rates up to now and not beyond', () => {
    const shape = dayShape(axis(), 'withDeferred', CUTOFF, startOfDay(DAY) + 12 * HOUR_MS);
    expect(shape.nowStep).toBe(48);
    expect(shape.rates[48]).toBeCloseTo(0.17);
    expect(shape.rates.slice(49).every((rate) => rate === null)).toBe(true);
  });

  it('follows the rule: without deferred the denominator is smaller', () => {
    expect(dayShape(axis(), 'withoutDeferred', CUTOFF, startOfDay(DAY) + 12 * HOUR_MS).rates[48]).toBeCloseTo(17 / 80);
  });

  it('forecasts to the cut-off at the pace of the last two hours', () => {
    const { forecast, rateAtCutoff } = dayShape(axis(), 'withDeferred', CUTOFF, startOfDay(DAY) + 12 * HOUR_MS);
    expect(forecast?.rate).toBeCloseTo(0.17 + 0.24);
    expect(rateAtCutoff).toBeNull();
  });

  it('tells the rate at the cut-off once it has passed, also on days that are over', () => {
    for (const nowMs of [startOfDay(DAY) + 19 * HOUR_MS, startOfDay(DAY + 3)]) {
      const shape = dayShape(axis(), 'withDeferred', CUTOFF, nowMs);
      expect(shape.forecast).toBeNull();
      expect(shape.rateAtCutoff).toBeCloseTo(0.4);
    }
  });

  it('adds the alerts of all levels', () => {
    expect(dayShape(axis(), 'withDeferred', CUTOFF, startOfDay(DAY + 1)).alerts[40]).toBe(6);
  });
});
