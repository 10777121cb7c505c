import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../../shared/domain/time.ts';
import { nextMoment } from './player.ts';

const NOW_MS = startOfDay(20_780) + 16 * HOUR_MS;
const state = fc.record({
  atMs: fc.integer({ min: NOW_MS - 14 * DAY_MS, max: NOW_MS - 1 }),
  nowMs: fc.constant(NOW_MS),
  speed: fc.constantFrom(1, 5, 15, 60),
  picturesPerSecond: fc.constantFrom(1, 10),
  isLooping: fc.boolean(),
});

describe('play', () => {
  it('passes as many minutes in a second as its speed says, whatever the number of pictures', () => {
    expect(nextMoment({ atMs: NOW_MS - HOUR_MS, nowMs: NOW_MS, speed: 15, picturesPerSecond: 10, isLooping: false })).toBe(
      NOW_MS - HOUR_MS + 90_000,
    );
    expect(nextMoment({ atMs: NOW_MS - HOUR_MS, nowMs: NOW_MS, speed: 15, picturesPerSecond: 1, isLooping: false })).toBe(
      NOW_MS - HOUR_MS + 15 * MINUTE_MS,
    );
  });

  it('never shows what is still to come, and ends at now', () => {
    fc.assert(
      fc.property(state, (given) => {
        const next = nextMoment(given);
        if (next !== null) expect(next).toBeLessThan(NOW_MS);
        else expect(given.isLooping).toBe(false);
      }),
    );
  });

  it('in a loop stays in its day and comes round to its beginning', () => {
    fc.assert(
      fc.property(state, (given) => {
        const next = nextMoment({ ...given, isLooping: true });
        const day = dayOf(given.atMs);
        expect(next !== null && dayOf(next) === day && (next > given.atMs || next === startOfDay(day))).toBe(true);
      }),
    );
  });
});
