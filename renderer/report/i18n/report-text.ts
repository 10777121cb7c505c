import { createInstance, type TFunction } from 'i18next';
import type { Language } from '../../../shared/contract/daily-report.ts';
import { en } from '../../app/i18n/en.ts';
import { zhCN } from '../../app/i18n/zh-CN.ts';
import { type Words, wordsOf } from '../../lib/use-words.ts';
import { reportEn } from './en.ts';
import { reportZhCN } from './zh-CN.ts';

/** Words of the report; with `console:` before a key those of the console, so that both say the same. */
export type ReportText = TFunction<readonly ['report', 'console']>;

/** Its own instance: a report speaks the language it was asked in, whatever the window around it speaks. */
const texts = createInstance();
void texts.init({
  lng: 'zh-CN',
  ns: ['report', 'console'],
  defaultNS: 'report',
  resources: { 'zh-CN': { report: reportZhCN, console: zhCN }, en: { report: reportEn, console: en } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

export function reportText(language: Language): ReportText {
  return texts.getFixedT(language, ['report', 'console'] as const);
}

/** The console's own words in a language, with what depends on it: spans, counts. */
export function consoleWords(language: Language): Words {
  return wordsOf(texts.getFixedT(language, 'console'), language);
}
