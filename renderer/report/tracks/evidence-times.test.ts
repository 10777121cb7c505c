import { expect, it } from 'vitest';
import { HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { reportText } from '../i18n/report-text.ts';
import { clockText, lengthText } from './evidence-times.ts';

const DAY = 20_780;

it('says the time to the second, and when it is of the night after', () => {
  expect(clockText(startOfDay(DAY) + 14 * HOUR_MS + 130_000, DAY, reportText('zh-CN'))).toBe('14:02:10');
  expect(clockText(startOfDay(DAY) + 25 * HOUR_MS, DAY, reportText('zh-CN'))).toBe('次日 01:00:00');
});

it('says lengths so that they add up with what is said of the times', () => {
  const fromMs = startOfDay(DAY) + 600;
  expect(lengthText({ fromMs, untilMs: fromMs + 1_100_000 })).toBe('0:18:20');
  expect(lengthText({ fromMs, untilMs: fromMs + 2 * HOUR_MS })).toBe('2:00:00');
  expect(lengthText({ fromMs: startOfDay(DAY), untilMs: startOfDay(DAY) + 26 * HOUR_MS })).toBe('26:00:00');
});
