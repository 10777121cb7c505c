/**
 * Where a rate will stand at the cut-off if the work goes on at today's pace (product.md: cut-off forecast).
 */

export interface ForecastInput {
  readonly verified: number;
  /** Denominator of the rate under its rule. */
  readonly due: number;
  /** Verified in each of the latest whole steps of equal length, oldest first: today's pace. */
  readonly recentSteps: readonly number[];
  /** Steps from now to the cut-off; need not be whole. */
  readonly stepsLeft: number;
}

export interface Forecast {
  /** Expected rate, 0…1, never below the rate now. */
  readonly rate: number;
  /** Half the width of the 95 % interval, as a fraction. */
  readonly margin: number;
}

const NORMAL_95 = 1.96;

/**
 * Verified now + mean pace × steps left, at most all that is due. Steps are taken as independent: the variance grows with the number of steps,
 * and is at least that of a Poisson count of the same mean. Null without anything due, without a pace, or after the cut-off.
 */
export function forecastRate({ verified, due, recentSteps, stepsLeft }: ForecastInput): Forecast | null {
  if (due <= 0 || stepsLeft <= 0 || recentSteps.length === 0) return null;
  const mean = recentSteps.reduce((total, count) => total + count, 0) / recentSteps.length;
  const variance = Math.max(mean, sampleVariance(recentSteps, mean));
  const expected = Math.min(due, verified + mean * stepsLeft);
  return {
    rate: expected / due,
    margin: Math.min(1, (NORMAL_95 * Math.sqrt(variance * stepsLeft)) / due),
  };
}

function sampleVariance(values: readonly number[], mean: number): number {
  if (values.length < 2) return 0;
  return values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1);
}
