import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../../shared/domain/time.ts';
import { createRhythm, timeOfWorkdays, workdaysAt } from './rhythm.ts';
import { at } from './testing/city-run.ts';

const midnight = at('2026-11-23 00:00');

describe('a rhythm', () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 20, noNaN: true }), { minLength: 24, maxLength: 24 });

  it('can be read both ways', () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 0.999, noNaN: true }), (hours, share) => {
        const rhythm = createRhythm(hours);
        expect(rhythm.shareBefore(rhythm.minuteOf(share))).toBeCloseTo(share, 2);
      }),
    );
  });

  it('gives each hour its share', () => {
    const rhythm = createRhythm([...new Array<number>(23).fill(1), 3]);
    expect(rhythm.shareBefore(23 * 60)).toBeCloseTo(23 / 26, 10);
  });
});

describe('work', () => {
  it('is never undone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 * DAY_MS }), fc.integer({ min: 1, max: DAY_MS }), (offset, later) => {
        expect(workdaysAt(midnight + offset + later)).toBeGreaterThanOrEqual(workdaysAt(midnight + offset));
      }),
    );
  });

  it('is done by the moment it is said to be done', () => {
    fc.assert(
      fc.property(fc.double({ min: 20_000, max: 21_000, noNaN: true }), (workdays) => {
        expect(workdaysAt(timeOfWorkdays(workdays))).toBeCloseTo(workdays, 2);
      }),
    );
  });

  it('hardly moves by night, dips at lunch and makes one workday a day', () => {
    const between = (from: number, to: number): number => workdaysAt(midnight + to * HOUR_MS) - workdaysAt(midnight + from * HOUR_MS);
    expect(between(0, 6)).toBeLessThan(0.002);
    expect(between(12, 13)).toBeLessThan(0.5 * between(10, 11));
    expect(between(9, 17)).toBeGreaterThan(0.6);
    expect(between(0, 24)).toBeCloseTo(1, 10);
  });
});
