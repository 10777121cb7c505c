import { WALL_NO_DATA, WALL_NOTHING_DUE, WALL_TOO_FEW, type WallRates } from '../../../shared/contract/wall.ts';
import { classOf, COVERAGE_BREAKS } from '../../../shared/domain/classing.ts';
import { type CoverageCounts, dueCount, type RateRule } from '../../../shared/domain/rates.ts';
import { HIDDEN_COUNT, isSmallCount } from '../../../shared/domain/suppression.ts';

/** A rate where everybody can read it. */
export interface SaidRate {
  /** Tenths of a percent, −1 where it is not said. */
  readonly perMille: number;
  readonly rateClass: number;
}

const unsaid = (rateClass: number): SaidRate => ({ perMille: HIDDEN_COUNT, rateClass });

/** What may be said of a rate. 100 % is only said of all. */
export function saidRate(counts: CoverageCounts, rule: RateRule): SaidRate {
  const due = dueCount(counts, rule);
  if (due <= 0) return unsaid(counts.listed > 0 ? WALL_NO_DATA : WALL_NOTHING_DUE);
  if (isSmallCount(due)) return unsaid(WALL_TOO_FEW);
  const rate = counts.verified / due;
  const rateClass = classOf(rate, COVERAGE_BREAKS);
  // Of a known list the rate would tell how many are left, or how few were done.
  if (isSmallCount(counts.verified) || isSmallCount(due - counts.verified)) return unsaid(rateClass);
  return { perMille: rate < 1 ? Math.min(Math.round(rate * 1000), 999) : 1000, rateClass };
}

export function saidRates(counts: readonly CoverageCounts[], rule: RateRule): WallRates {
  const said = counts.map((one) => saidRate(one, rule));
  return {
    perMille: Int16Array.from(said, ({ perMille }) => perMille),
    classes: Uint8Array.from(said, ({ rateClass }) => rateClass),
  };
}
