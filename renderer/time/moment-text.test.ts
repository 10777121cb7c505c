import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfDay } from '../../shared/domain/time.ts';
import { formatMomentText, parseMomentText } from './moment-text.ts';

/** 2026-11-23 16:20 in Shanghai. */
const DAY = 20_780;
const NOW_MS = startOfDay(DAY) + 16 * HOUR_MS + 20 * MINUTE_MS;

describe('a moment that somebody types', () => {
  it('is the one that was written, to the minute, as long as the axis goes back to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 * 24 * 60 }), (minutes) => {
        const atMs = NOW_MS - minutes * MINUTE_MS;
        const text = formatMomentText(atMs);
        expect(parseMomentText(text, NOW_MS)).toBe(atMs);
        expect(parseMomentText(text.slice(5), NOW_MS)).toBe(atMs);
        expect(parseMomentText(text.slice(5).replace(':', '：').replace('-', '/'), NOW_MS)).toBe(atMs);
      }),
    );
  });

  it('is today as a mere time, or yesterday when that is still to come', () => {
    expect(parseMomentText('9:05', NOW_MS)).toBe(startOfDay(DAY) + 9 * HOUR_MS + 5 * MINUTE_MS);
    expect(parseMomentText('16:21', NOW_MS)).toBe(NOW_MS + MINUTE_MS - DAY_MS);
  });

  it('is found across the turn of the year', () => {
    const newYearMs = startOfDay(20_819) + 8 * HOUR_MS;
    expect(formatMomentText(newYearMs)).toBe('2027-01-01 08:00');
    expect(parseMomentText('12-31 23:00', newYearMs)).toBe(newYearMs - 9 * HOUR_MS);
  });

  it.each(['', 'x', '25:00', '12:60', '2026-11-31 10:00', '11-23', '2026-11-23', '11-24 10:00', '2026-11-01 10:00', '1 2 10:00'])(
    'is none: %s',
    (text) => {
      expect(parseMomentText(text, NOW_MS)).toBeNull();
    },
  );
});
