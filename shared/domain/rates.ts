/**
 * Rates of product.md. A rate always names its rule, and a denominator of 0 is "no data" (无数据), never 0 % nor 100 %.
 */
export const RATE_RULES = ['withDeferred', 'withoutDeferred'] as const;
/** 含缓办: deferred tasks stay in the denominator. 不含缓办: they leave it. */
export type RateRule = (typeof RATE_RULES)[number];

/** Counts of tasks at one moment; what every coverage figure is made of. `listed` excludes nothing. */
export interface CoverageCounts {
  /** All tasks in the list, withdrawn included. */
  readonly listed: number;
  readonly verified: number;
  readonly unreachable: number;
  readonly deferred: number;
  readonly withdrawn: number;
}

/** 应排查: withdrawn leave the denominator; deferred leave it under the rule without deferred. */
export function dueCount(counts: CoverageCounts, rule: RateRule): number {
  const due = counts.listed - counts.withdrawn;
  return rule === 'withDeferred' ? due : due - counts.deferred;
}

/** 排查覆盖率 = verified ÷ due, as a fraction 0…1, or null for no data. */
export function coverageRate(counts: CoverageCounts, rule: RateRule): number | null {
  return ratio(counts.verified, dueCount(counts, rule));
}

/** Any rate: null when the denominator is 0. */
export function ratio(numerator: number, denominator: number): number | null {
  return denominator > 0 ? numerator / denominator : null;
}
