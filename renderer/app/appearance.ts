import { useEffect } from 'react';
import { readHostFacts } from '../host/host-facts.ts';
import { useWindowWidth } from '../lib/use-window-size.ts';
import { SCALE_RANGE, useSettingsStore } from '../stores/settings.store.ts';
import { switchLanguage } from './i18n/i18n.ts';

/** The width for which the layout was drawn; a window twice as wide is shown at twice the scale. */
const DESIGN_WIDTH = 1920;

/** Interface scale that suits a window, percent: 100 up to the design width, then in proportion. */
export function scaleForWidth(windowWidth: number): number {
  const { maximumPercent, stepPercent } = SCALE_RANGE;
  const proportional = Math.floor((windowWidth / DESIGN_WIDTH) * (100 / stepPercent)) * stepPercent;
  return Math.min(maximumPercent, Math.max(100, proportional));
}

/** Widths of the layout, measured at 100 % interface scale. */
export type WidthClass = 'wide' | 'medium' | 'narrow';
const WIDE_FROM = 1600;
const MEDIUM_FROM = 1366;

export function widthClassOf(windowWidth: number, scalePercent: number): WidthClass {
  const width = (windowWidth * 100) / scalePercent;
  if (width >= WIDE_FROM) return 'wide';
  return width >= MEDIUM_FROM ? 'medium' : 'narrow';
}

/** The scale in force, percent, and which of the three layouts the window has room for. */
export function useInterfaceScale(): { readonly scalePercent: number; readonly widthClass: WidthClass } {
  const chosen = useSettingsStore((state) => state.scalePercent);
  const width = useWindowWidth();
  const scalePercent = chosen ?? scaleForWidth(width);
  return { scalePercent, widthClass: widthClassOf(width, scalePercent) };
}

/** Puts language, theme and scale onto the document. */
export function useAppearance(): void {
  const language = useSettingsStore((state) => state.language);
  const theme = useSettingsStore((state) => state.theme);
  const { scalePercent } = useInterfaceScale();
  useEffect(() => switchLanguage(language ?? readHostFacts().language), [language]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme;
    document.body.classList.toggle('bp6-dark', theme !== 'light');
  }, [theme]);
  useEffect(() => document.documentElement.style.setProperty('--interface-scale', String(scalePercent / 100)), [scalePercent]);
}
