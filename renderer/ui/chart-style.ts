import type { Theme } from '../stores/settings.store.ts';

const NAMES = [
  '--action',
  '--amber',
  '--bar',
  '--bar-track',
  '--font',
  '--late',
  '--line',
  '--line-strong',
  '--raised',
  '--secondary',
  '--strong',
  '--text',
] as const;
export type ChartColor = (name: (typeof NAMES)[number]) => string;

/**
 * A chart paints on a canvas: it needs the theme's colours as text. The document may still be changing to that theme, so they are asked of an element
 * that wears it.
 */
export function chartColors(theme: Theme): ChartColor {
  const probe = document.createElement('div');
  probe.dataset['theme'] = theme;
  document.body.append(probe);
  const style = getComputedStyle(probe);
  const colors = new Map<string, string>(NAMES.map((name) => [name, style.getPropertyValue(name).trim()]));
  probe.remove();
  return (name) => colors.get(name) ?? '';
}

export function axisLabel(color: ChartColor) {
  return { color: color('--secondary'), fontSize: 11, fontFamily: color('--font') };
}

/** What stands under the pointer: text with the styles `head`, `name` and `value`, drawn on the canvas, since the policy allows no HTML from text. */
export function axisTooltip(color: ChartColor, describe: (index: number) => string) {
  return {
    trigger: 'axis',
    renderMode: 'richText',
    confine: true,
    backgroundColor: color('--raised'),
    borderColor: color('--line-strong'),
    padding: [6, 10],
    axisPointer: { type: 'line', lineStyle: { color: color('--line-strong') } },
    textStyle: {
      color: color('--text'),
      fontSize: 12,
      fontFamily: color('--font'),
      rich: {
        head: { color: color('--strong'), fontWeight: 'bold', lineHeight: 18 },
        name: { color: color('--secondary'), lineHeight: 18 },
        value: { color: color('--text'), lineHeight: 18 },
      },
    },
    formatter: (items: readonly { readonly dataIndex: number }[]) => describe(items[0]?.dataIndex ?? -1),
  };
}
