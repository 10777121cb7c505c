import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '../../../shared/contract/daily-report.ts';
import type { reportZhCN } from '../../report/i18n/zh-CN.ts';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'console';
    resources: { console: typeof zhCN; report: typeof reportZhCN };
  }
}

/** Starts the catalogues in Chinese; the language that the office chose is set as soon as its settings are known. */
export function startI18n(): void {
  void i18next.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    ns: ['console'],
    defaultNS: 'console',
    resources: { 'zh-CN': { console: zhCN }, en: { console: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
}

export function switchLanguage(language: Language): void {
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}
