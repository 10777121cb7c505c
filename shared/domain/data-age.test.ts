import { describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from './time.ts';
import { ageClassOf, collectedAgeMs } from './data-age.ts';

const NOW = 30_000_000 * MINUTE_MS;

describe('the age of collected data', () => {
  it('is unknown where nothing was ever collected', () => {
    expect(ageClassOf(collectedAgeMs(0, NOW))).toBe('never');
  });

  it('is told in three classes, each with its last day', () => {
    const classAfter = (days: number) => ageClassOf(collectedAgeMs((NOW - days * DAY_MS) / MINUTE_MS, NOW));
    expect([7, 8, 30, 31].map(classAfter)).toEqual(['fresh', 'aging', 'aging', 'old']);
  });

  it('is never below zero, whatever the clocks say', () => {
    expect(collectedAgeMs(NOW / MINUTE_MS + 5, NOW)).toBe(0);
  });
});
