import { formatCount, formatPoints } from '../lib/format.ts';
import type { Words } from '../lib/use-words.ts';
import type { MetricUnit } from './grid-metric.ts';

/** Units whose values are whole numbers. */
const COUNTED: readonly MetricUnit[] = ['tasks', 'alerts', 'workers', 'categories'];

/** Percent and percentage points are typed and shown as such; everything else as it is. */
export function shownFactor(unit: MetricUnit): number {
  return unit === 'rate' || unit === 'points' ? 100 : 1;
}

/** `87.4%`, `+2.1`, `3`, `4.8`: a value as tooltips and tables say it; null is no data. */
export function metricText(value: number | null, unit: MetricUnit, words: Pick<Words, 'rate' | 't'>): string {
  if (value === null) return words.t('state.noData');
  switch (unit) {
    case 'rate':
      return words.rate(value);
    case 'points':
      return formatPoints(value) === '0.0' ? '0.0' : `${value > 0 ? '+' : '−'}${formatPoints(value)}`;
    case 'perThousand':
      return value.toFixed(1);
    default:
      return formatCount(value);
  }
}

/** A limit of classes without its unit: `60`, `−2`, `0.5`. */
export function limitText(limit: number, unit: MetricUnit): string {
  const shown = Math.round(limit * shownFactor(unit) * 10) / 10;
  return String(Object.is(shown, -0) ? 0 : shown).replace('-', '−');
}

/** A class by its limits as a legend says it, without the unit: `<60`, `60–75`, `≥95`; of whole numbers `0`, `2–3`. */
export function classText(from: number | null, to: number | null, unit: MetricUnit, { t }: Pick<Words, 't'>): string {
  if (from === null && to === null) return t('metric.class.everything');
  if (to === null) return t('metric.class.above', { from: limitText(from ?? 0, unit) });
  const areWhole = COUNTED.includes(unit) && Number.isInteger(to) && Number.isInteger(from ?? 0);
  if (areWhole && to - (from ?? 0) === 1) return limitText(from ?? 0, unit);
  if (from === null) return t('metric.class.below', { to: limitText(to, unit) });
  return t(unit === 'points' ? 'metric.class.through' : 'metric.class.between', {
    from: limitText(from, unit),
    to: limitText(areWhole ? to - 1 : to, unit),
  });
}
