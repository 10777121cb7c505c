import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { wcagContrast } from 'culori';
import { describe, expect, it } from 'vitest';
import { BAR_COLORS, HOUR_COLORS } from './map/wall-colors.ts';

const SHEET = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith('.css'))
  .map((name) => `\n${readFileSync(join(import.meta.dirname, name), 'utf8')}`)
  .join('');
const TOKENS =
  /\[data-theme="dark"\] \{([^}]*)\}/.exec(readFileSync(join(import.meta.dirname, '..', 'ui', 'tokens.css'), 'utf8'))?.[1] ?? '';

/** A custom property, of the wall's own or of the theme it wears. */
function valueOf(name: string): string {
  return new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(SHEET + TOKENS)?.[1] ?? '';
}

/** What stands in the rule of a selector. */
function ruleOf(selector: string): string {
  const at = SHEET.indexOf(`\n${selector} {`);
  return SHEET.slice(at, SHEET.indexOf('}', at));
}

/** The hexadecimal colours of a rule, as they come. */
function coloursOf(selector: string): readonly string[] {
  return ruleOf(selector).match(/#[0-9a-f]{6}/g) ?? [];
}

/** WCAG 2: 4.5 to be read, 3 for large text and signs. */
describe('the colours of the wall', () => {
  it.each(['text', 'strong', 'secondary', 'mint', 'amber'])('let %s be read on its ground', (text) => {
    expect(wcagContrast(valueOf(text), valueOf('wall-ground'))).toBeGreaterThanOrEqual(4.5);
  });

  it('let the age of the data be read on both of its stripes', () => {
    const stripes = [
      ...new Set([...SHEET.matchAll(/repeating-linear-gradient\(135deg, (#\w+) [^#]+(#\w+)/g)].flatMap(([, ...two]) => two)),
    ];
    expect(stripes).toHaveLength(2);
    for (const stripe of stripes) expect(wcagContrast(valueOf('amber'), stripe)).toBeGreaterThanOrEqual(4.5);
  });

  it('let every bar of the race be told from its track, and the target too', () => {
    for (const bar of [...BAR_COLORS, valueOf('mint')]) expect(wcagContrast(bar, valueOf('bar-track')), bar).toBeGreaterThanOrEqual(3);
  });

  it('let the clock of the quiet hours be read, and no more', () => {
    const [clock = ''] = coloursOf('.wall-quiet time');
    expect(wcagContrast(clock, '#000000')).toBeGreaterThanOrEqual(3);
    expect(wcagContrast(clock, '#000000')).toBeLessThan(4.5);
  });

  it('part the classes of an hour’s alerts from one another by lightness', () => {
    const light = HOUR_COLORS.map((colour) => wcagContrast(colour, '#000000'));
    for (const [index, value] of light.entries()) if (index > 0) expect(value / (light[index - 1] ?? 0)).toBeGreaterThan(1.4);
  });
});
