import { describe, expect, it } from 'vitest';
import { formatBytes, formatClock, formatCount, formatLongDate, formatMoment, formatPoints, formatRate, spanOf } from './format.ts';

const MONDAY_EVENING = Date.parse('2026-11-23T17:58:24+08:00');

describe('figures as officials write them', () => {
  it('groups thousands and keeps one decimal in rates', () => {
    expect(formatCount(11_044)).toBe('11,044');
    expect(formatRate(0.8736)).toBe('87.4%');
    expect(formatPoints(-0.0212)).toBe('2.1');
  });

  it('says 100% only when nothing is missing', () => {
    expect(formatRate(12_409 / 12_410)).toBe('99.9%');
    expect(formatRate(1)).toBe('100.0%');
  });

  it('writes dates and clock in the civil time of the city', () => {
    expect(formatLongDate(MONDAY_EVENING, 'zh-CN')).toBe('2026年11月23日 星期一');
    expect(formatLongDate(MONDAY_EVENING, 'en')).toMatch(/^Monday,? 23 November 2026$/);
    expect(formatClock(MONDAY_EVENING)).toBe('17:58:24');
  });

  it('leaves the day away only on the same day', () => {
    expect(formatMoment(MONDAY_EVENING - 60_000, MONDAY_EVENING)).toBe('17:57');
    expect(formatMoment(MONDAY_EVENING - 20 * 3_600_000, MONDAY_EVENING)).toBe('11-22 21:58');
  });

  it('tells spans in at most two units and none below zero', () => {
    expect(spanOf(-5)).toEqual({ unit: 'seconds', major: 0, minor: 0 });
    expect(spanOf(134 * 60_000)).toEqual({ unit: 'hours', major: 2, minor: 14 });
    expect(spanOf(50 * 3_600_000)).toEqual({ unit: 'days', major: 2, minor: 2 });
  });

  it('tells sizes in three digits that matter', () => {
    expect([0, 1023, 1024, 4.26 * 2 ** 20, 591 * 2 ** 20, 73.2 * 2 ** 30].map(formatBytes)).toEqual([
      '0 B',
      '1023 B',
      '1.0 KB',
      '4.3 MB',
      '591 MB',
      '73.2 GB',
    ]);
  });
});
