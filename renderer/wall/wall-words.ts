import { WALL_NO_DATA, WALL_NOTHING_DUE } from '../../shared/contract/wall.ts';
import { COVERAGE_BREAKS } from '../../shared/domain/classing.ts';
import { HIDDEN_COUNT } from '../../shared/domain/suppression.ts';
import { formatCount } from '../lib/format.ts';
import type { Words } from '../lib/use-words.ts';

/** What stands for a count that is not said; the foot of every wall tells what it means. */
const UNSAID = '—';

export function wallCount(count: number): string {
  return count === HIDDEN_COUNT ? UNSAID : formatCount(count);
}

/** `60–75`, `<60`, `≥95` of a class of COVERAGE_BREAKS, in percent. */
export function classRange(rateClass: number): string {
  const percent = (fraction: number | undefined): string => String(Math.round((fraction ?? 0) * 100));
  const from = COVERAGE_BREAKS[rateClass - 1];
  const to = COVERAGE_BREAKS[rateClass];
  if (from === undefined) return `<${percent(to)}`;
  return to === undefined ? `≥${percent(from)}` : `${percent(from)}–${percent(to)}`;
}

/** A rate as its number, without the sign of percent where there is none to say. */
export function wallRate(perMille: number, rateClass: number, { t }: Words): { readonly figure: string; readonly unit: string } {
  if (perMille !== HIDDEN_COUNT) return { figure: (perMille / 10).toFixed(1), unit: '%' };
  if (rateClass < WALL_NO_DATA) return { figure: classRange(rateClass), unit: '%' };
  if (rateClass === WALL_NO_DATA) return { figure: t('state.noData'), unit: '' };
  return { figure: rateClass === WALL_NOTHING_DUE ? t('wall.nothingDue') : UNSAID, unit: '' };
}

/** Where a rate stands on a bar, 0…1: a class alone stands at its lower end. */
export function barShare(perMille: number, rateClass: number): number {
  if (perMille !== HIDDEN_COUNT) return perMille / 1000;
  return rateClass < WALL_NO_DATA ? (COVERAGE_BREAKS[rateClass - 1] ?? 0) : 0;
}
