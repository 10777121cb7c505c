import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/contract/daily-report.ts';
import type { CallError } from '../../shared/contract/errors.ts';
import type { BatchScope } from '../../shared/domain/figures.ts';
import { type DayNumber, formatDay } from '../../shared/domain/time.ts';
import { formatCount, formatLongDate, formatRate, spanOf } from './format.ts';

/** The catalogue together with what depends on the language: rates, spans, dates, error sentences. */
export function wordsOf(t: TFunction, language: Language) {
  return {
    t,
    language,
    count: formatCount,
    /** A rate, or that there is no data: a denominator of 0 is never 0% nor 100%. */
    rate: (rate: number | null): string => (rate === null ? t('state.noData') : formatRate(rate)),
    /** `2 时 14 分`. */
    span: (durationMs: number): string => {
      const { unit, major, minor } = spanOf(durationMs);
      return t(`unit.${unit}Span`, { major, minor });
    },
    /** `14 分`: the larger unit only. */
    age: (durationMs: number): string => {
      const { unit, major } = spanOf(durationMs);
      return t(`unit.${unit}Age`, { major });
    },
    longDate: (timeMs: number): string => formatLongDate(timeMs, language),
    /** `11-23`. */
    day: (day: DayNumber): string => formatDay(day).slice(5),
    error: (error: CallError): string => t(`error.${error.code}`),
    scope: (scope: BatchScope, batchCode: string): string => {
      switch (scope.kind) {
        case 'day':
          return t('scope.day', { day: formatDay(scope.day).slice(5) });
        case 'batch':
          return t('scope.batch', { code: batchCode });
        default:
          return t(`scope.${scope.kind}`);
      }
    },
  };
}

export type Words = ReturnType<typeof wordsOf>;

export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const language: Language = i18n.language === 'en' ? 'en' : 'zh-CN';
  return useMemo(() => wordsOf(t, language), [t, language]);
}
