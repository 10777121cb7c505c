import { WALL_NO_DATA, WALL_NOTHING_DUE } from '../../../shared/contract/wall.ts';
import { COVERAGE_BREAKS } from '../../../shared/domain/classing.ts';
import { HIDDEN_COUNT } from '../../../shared/domain/suppression.ts';
import { formatCount } from '../../lib/format.ts';
import { classRange } from '../../wall/wall-words.ts';
import type { ReportText } from '../i18n/report-text.ts';

/** Stands for a count that is not said, as on the wall. */
const UNSAID = '—';

export function countText(count: number): string {
  return count === HIDDEN_COUNT ? UNSAID : formatCount(count);
}

/** A rate as the wall says it: its number, its class alone where the number would tell of few people, or why there is none. */
export function rateText(perMille: number, rateClass: number, text: ReportText): string {
  if (perMille !== HIDDEN_COUNT) return `${(perMille / 10).toFixed(1)}%`;
  if (rateClass <= COVERAGE_BREAKS.length) return `${classRange(rateClass)}%`;
  if (rateClass === WALL_NO_DATA) return text('noData');
  return rateClass === WALL_NOTHING_DUE ? text('map.nothingDue') : UNSAID;
}
