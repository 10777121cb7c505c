import { ckmeans } from 'simple-statistics';

/** How values are sorted into classes for a choropleth. */
export const CLASSING_METHODS = ['manual', 'quantile', 'equalInterval', 'naturalBreaks'] as const;
export type ClassingMethod = (typeof CLASSING_METHODS)[number];

export interface Classing {
  readonly method: ClassingMethod;
  /** Breaks of the method `manual`, ascending. */
  readonly manualBreaks: readonly number[];
}

/** The manual classes of the coverage rate: below 60, 75, 85, 95 % and above (look.md). */
export const COVERAGE_BREAKS: readonly number[] = [0.6, 0.75, 0.85, 0.95];

/** Class of a value: the number of breaks that are ≤ value. Breaks ascend. */
export function classOf(value: number, breaks: readonly number[]): number {
  let index = 0;
  while (index < breaks.length && value >= (breaks[index] ?? Number.POSITIVE_INFINITY)) index++;
  return index;
}

/** Values that are numbers, ascending: what is no data or nothing due has no place among classes. */
function sortedNumbers(values: Float64Array): Float64Array {
  return values.filter(Number.isFinite).sort();
}

/**
 * Breaks (at most classCount − 1, ascending) that put about equally many values into every class. Equal values always share a class, so
 * there are fewer breaks when values repeat, and no class is empty. Only finite values count.
 */
export function quantileBreaks(values: Float64Array, classCount: number): number[] {
  const sorted = sortedNumbers(values);
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

/** Breaks that cut the span of the values into equal parts; none when all values are equal. Only finite values count. */
export function equalIntervalBreaks(values: Float64Array, classCount: number): number[] {
  let minimum = Number.POSITIVE_INFINITY;
  let maximum = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (!(maximum > minimum)) return [];
  return Array.from({ length: classCount - 1 }, (_, index) => minimum + ((maximum - minimum) * (index + 1)) / classCount);
}

/** Natural breaks are searched among this many values, evenly taken from the sorted ones: all of a city's grids would take 20 times as long for the same breaks. */
const NATURAL_SAMPLE = 4096;

/**
 * Natural breaks: the classes with the least sum of squared distances to their own means, found exactly by ckmeans (Wang and Song 2011), the
 * one-dimensional k-means that Jenks' iteration approximates. Fewer breaks when there are fewer different values. Only finite values count.
 */
export function naturalBreaks(values: Float64Array, classCount: number): number[] {
  const sorted = sortedNumbers(values);
  const step = Math.max(1, sorted.length / NATURAL_SAMPLE);
  const sample = Array.from({ length: Math.floor(sorted.length / step) }, (_, index) => sorted[Math.floor(index * step)] ?? 0);
  if (sample.length < classCount) return quantileBreaks(sorted, classCount);
  return ckmeans(sample, classCount)
    .slice(1)
    .flatMap((group) => group[0] ?? [])
    .filter((value, index, all) => value > (all[index - 1] ?? sorted[0] ?? 0));
}

function dataBreaks(method: Exclude<ClassingMethod, 'manual'>, values: Float64Array, classCount: number): number[] {
  switch (method) {
    case 'quantile':
      return quantileBreaks(values, classCount);
    case 'equalInterval':
      return equalIntervalBreaks(values, classCount);
    case 'naturalBreaks':
      return naturalBreaks(values, classCount);
  }
}

/**
 * Breaks by the chosen method. `isSymmetric` for differences: the breaks of the distances from 0 stand on both sides of it, so that no class and no
 * colour holds gains and losses together but the middle one.
 */
export function breaksFor(
  { method, manualBreaks }: Classing,
  values: Float64Array,
  classCount: number,
  isSymmetric: boolean,
): readonly number[] {
  if (method === 'manual') return manualBreaks;
  if (!isSymmetric) return dataBreaks(method, values, classCount);
  const sides = dataBreaks(method, values.filter(Number.isFinite).map(Math.abs), (classCount + 1) / 2).filter((value) => value > 0);
  return [...sides.toReversed().map((value) => -value), ...sides];
}
