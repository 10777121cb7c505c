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

/**
 * Breaks (at most classCount − 1, ascending) that put about equally many values into every class. Equal values always share a class, so
 * there are fewer breaks when values repeat, and no class is empty. NaN values are left out.
 */
export function quantileBreaks(values: Float64Array, classCount: number): number[] {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const breaks: number[] = [];
  let previous = sorted[0] ?? Number.POSITIVE_INFINITY;
  for (let index = 1; index < classCount; index++) {
    const value = sorted[Math.ceil((index / classCount) * sorted.length)];
    if (value === undefined || value <= previous) continue;
    breaks.push(value);
    previous = value;
  }
  return breaks;
}

/** Breaks that cut the span of the values into equal parts; none when all values are equal. NaN values are left out. */
export function equalIntervalBreaks(values: Float64Array, classCount: number): number[] {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (!(maximum > minimum)) return [];
  return Array.from({ length: classCount - 1 }, (_, index) => minimum + ((maximum - minimum) * (index + 1)) / classCount);
}

/** Breaks by the chosen method; the manual ones are the caller's. */
export function breaksFor(
  method: ClassingMethod,
  values: Float64Array,
  classCount: number,
  manualBreaks: readonly number[],
): readonly number[] {
  switch (method) {
    case 'manual':
      return manualBreaks;
    case 'quantile':
      return quantileBreaks(values, classCount);
    case 'equalInterval':
      return equalIntervalBreaks(values, classCount);
  }
}
