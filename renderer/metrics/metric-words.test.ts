import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { startI18n } from '../app/i18n/i18n.ts';
import { zhCN } from '../app/i18n/zh-CN.ts';
import { METRIC_IDS } from '../../shared/domain/metrics.ts';
import { wordsOf } from '../lib/use-words.ts';
import { METRICS } from './index.ts';
import { classText, limitText } from './metric-words.ts';

startI18n();
const words = wordsOf(i18next.t, 'zh-CN');
const classes = (breaks: readonly number[], unit: Parameters<typeof classText>[2]): string[] =>
  [...breaks, null].map((to, index) => classText(breaks[index - 1] ?? null, to, unit, words));

describe('the classes of a legend', () => {
  it('are percents without their sign for a rate', () => {
    expect(classes(METRICS.coverage.manualBreaks, 'rate')).toEqual(['<60', '60–75', '75–85', '85–95', '≥95']);
  });
  it('are whole numbers for counts', () => {
    expect(classes(METRICS.overdue.manualBreaks, 'tasks')).toEqual(['0', '1', '2–3', '4–7', '≥8']);
  });
  it('are signed points for a change', () => {
    expect(classes(METRICS.sinceYesterday.manualBreaks, 'points')).toEqual(['<−10', '−10 ~ −2', '−2 ~ 2', '2 ~ 10', '≥10']);
  });
  it('say a fraction where counts were cut in between', () => {
    expect(classes([0.5, 2.5], 'alerts')).toEqual(['<0.5', '0.5–2.5', '≥2.5']);
  });
});

it('limits never say minus zero', () => {
  expect(limitText(-0.0001, 'points')).toBe('0');
});

it.each(METRIC_IDS)('%s has a name, a short one and a note', (id) => {
  for (const part of [zhCN.metric.name, zhCN.metric.short, zhCN.metric.note]) expect(part[id].length).toBeGreaterThan(1);
});
