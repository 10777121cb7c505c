import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wcagContrast } from 'culori';
import { describe, expect, it } from 'vitest';
import { MAP_THEMES } from '../map/map-theme.ts';
import { ALERT_LEVELS } from '../../shared/domain/alerts.ts';
import { THEMES } from '../stores/settings.store.ts';

const SHEET = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The custom properties that a theme sets. */
function tokensOf(theme: string): ReadonlyMap<string, string> {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`).exec(SHEET)?.[1] ?? '';
  return new Map([...block.matchAll(/--([\w-]+): ([^;]+);/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

/** Every kind of text, and what it may stand on. */
const TEXTS: readonly (readonly [string, readonly string[]])[] = [
  ['text', ['ground', 'panel', 'raised', 'sunken', 'grey-soft']],
  ['strong', ['panel', 'raised', 'action-soft']],
  ['secondary', ['panel', 'raised', 'sunken']],
  ['action-text', ['panel', 'action-soft']],
  ['mint', ['panel', 'mint-soft']],
  ['amber', ['panel', 'amber-soft']],
  ['late', ['panel', 'late-soft']],
  ['past', ['panel', 'past-soft']],
];
/** WCAG 2: 4.5 to be read, 7 where high contrast is promised; 3 for signs and edges. */
const LEAST_FOR_SIGNS = 3;

describe.each(THEMES)('the tokens of the theme %s', (theme) => {
  const tokens = tokensOf(theme);
  const colorOf = (name: string): string => tokens.get(name) ?? '';
  const least = theme === 'contrast' ? 7 : 4.5;

  it('are those of every theme', () => {
    expect([...tokens.keys()]).toEqual([...tokensOf('dark').keys()]);
  });

  it.each(TEXTS)('let %s be read wherever it stands', (text, grounds) => {
    for (const ground of grounds) expect(wcagContrast(colorOf(text), colorOf(ground)), ground).toBeGreaterThanOrEqual(least);
  });

  it('let the focus be seen on every ground', () => {
    for (const ground of ['ground', 'panel', 'raised']) {
      expect(wcagContrast(colorOf('focus'), colorOf(ground)), ground).toBeGreaterThanOrEqual(LEAST_FOR_SIGNS);
    }
  });

  it('are the colours of alert levels that the map has', () => {
    ALERT_LEVELS.forEach((level, index) => {
      expect(colorOf(`level-${index}`)).toBe(MAP_THEMES[theme].alertLevels[level].toLowerCase());
    });
  });
});
