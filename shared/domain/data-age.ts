import { DAY_MS, MINUTE_MS } from './time.ts';

export const AGE_CLASSES = ['fresh', 'aging', 'old', 'never'] as const;
export type AgeClass = (typeof AGE_CLASSES)[number];

const FRESH_MS = 7 * DAY_MS;
const AGING_MS = 30 * DAY_MS;

/** Age of data that was last collected at a minute since the epoch; null when it never was. */
export function collectedAgeMs(collectedAtMinute: number, nowMs: number): number | null {
  return collectedAtMinute === 0 ? null : Math.max(0, nowMs - collectedAtMinute * MINUTE_MS);
}

export function ageClassOf(ageMs: number | null): AgeClass {
  if (ageMs === null) return 'never';
  if (ageMs <= FRESH_MS) return 'fresh';
  return ageMs <= AGING_MS ? 'aging' : 'old';
}
