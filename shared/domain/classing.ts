/** How values are sorted into classes for a choropleth. */
export const CLASSING_METHODS = ['manual', 'quantile', 'equalInterval'] as const;
export type ClassingMethod = (typeof CLASSING_METHODS)[number];

/** The manual classes of the coverage rate: below 60, 75, 85, 95 % and above (look.md). */
export const COVERAGE_BREAKS: readonly number[] = [0.6, 0.75, 0.85, 0.95];

/** Class of a value: the number of breaks that are ≤ value. Breaks ascend. */
export function classOf(value: number, breaks: readonly number[]): number {
  let index = 0;
  while (index < breaks.length && value >= (breaks[index] ?? Number.POSITIVE_INFINITY)) index++;
  return index;
}

/** Upper breaks (classCount − 1 of them, ascending, possibly fewer when values repeat) by quantiles; NaN values are left out. */
export function quantileBreaks(values: Float32Array, classCount: number): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  if (sorted.length === 0) return [];
  const breaks = Array.from({ length: classCount - 1 }, (_, index) => {
    const rank = Math.ceil(((index + 1) / classCount) * sorted.length);
    return sorted[Math.min(rank, sorted.length - 1)] ?? 0;
  });
  return breaks.filter((value, index) => index === 0 || value > (breaks[index - 1] ?? Number.NEGATIVE_INFINITY));
}

/** Upper breaks that cut the span of the values into equal parts; none when all values are equal. NaN values are left out. */
export function equalIntervalBreaks(values: Float32Array, classCount: number): number[] {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (!(maximum > minimum)) return [];
  return Array.from({ length: classCount - 1 }, (_, index) => minimum + ((maximum - minimum) * (index + 1)) / classCount);
}
