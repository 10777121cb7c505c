import type { CoverageColumns } from '../../../shared/contract/topics.ts';
import { breaksFor, classOf } from '../../../shared/domain/classing.ts';
import { COVERAGE_CLASS_COUNT } from '../../../shared/domain/palettes.ts';
import type { RateRule } from '../../../shared/domain/rates.ts';
import type { CoverageSettings } from '../../stores/layers.store.ts';

/**
 * Class of a grid beside the classes of its rate. "Nothing due" (本次无任务): no task of the scope was ever listed for the grid. "No data" (无数据):
 * tasks were listed but the rate has no denominator (all withdrawn or, without deferred, deferred), or no coverage has arrived yet.
 * This is the one place that tells the two apart.
 */
export const NO_DATA_CLASS = 254;
export const NOTHING_DUE_CLASS = 255;

export interface CoverageClasses {
  /** A byte a grid: 0 … breaks.length worst to best, NO_DATA_CLASS or NOTHING_DUE_CLASS. */
  readonly classes: Uint8Array;
  readonly breaks: readonly number[];
  /** Grids in each of the breaks.length + 1 classes. */
  readonly counts: readonly number[];
  readonly noData: number;
  readonly nothingDue: number;
}

type Settings = Pick<CoverageSettings, 'rule' | 'classing' | 'manualBreaks'>;

/** Arrays that a frequent caller keeps, so that recolouring leaves no garbage: 110 kB a time would cost more than the sorting. */
export interface CoverageBuffers {
  readonly classes: Uint8Array;
  readonly rates: Float64Array;
}

export function coverageBuffers(gridCount: number): CoverageBuffers {
  return { classes: new Uint8Array(gridCount), rates: new Float64Array(gridCount) };
}

/** Rate of every grid, NaN where it has no denominator. */
function writeRates(columns: CoverageColumns, rule: RateRule, rates: Float64Array): void {
  const { listed, withdrawn, deferred, verified } = columns;
  const subtractDeferred = rule === 'withoutDeferred' ? 1 : 0;
  for (let grid = 0; grid < rates.length; grid++) {
    const due = (listed[grid] ?? 0) - (withdrawn[grid] ?? 0) - subtractDeferred * (deferred[grid] ?? 0);
    rates[grid] = due > 0 ? (verified[grid] ?? 0) / due : Number.NaN;
  }
}

/**
 * Sorts all grids into classes; `columns` is null before the first snapshot, and then every grid is "no data". The answer's classes are those of
 * the buffers, and hold until the next call with the same ones.
 */
export function coverageClasses(
  columns: CoverageColumns | null,
  gridCount: number,
  settings: Settings,
  { classes, rates }: CoverageBuffers = coverageBuffers(gridCount),
): CoverageClasses {
  if (columns === null) {
    return { classes: classes.fill(NO_DATA_CLASS), breaks: settings.manualBreaks, counts: [], noData: gridCount, nothingDue: 0 };
  }
  writeRates(columns, settings.rule, rates);
  const breaks = breaksFor(settings.classing, rates, COVERAGE_CLASS_COUNT, settings.manualBreaks);
  const counts = new Uint32Array(256);
  for (let grid = 0; grid < gridCount; grid++) {
    const rate = rates[grid] ?? Number.NaN;
    const listed = columns.listed[grid] ?? 0;
    const gridClass = Number.isNaN(rate) ? (listed > 0 ? NO_DATA_CLASS : NOTHING_DUE_CLASS) : classOf(rate, breaks);
    classes[grid] = gridClass;
    counts[gridClass] = (counts[gridClass] ?? 0) + 1;
  }
  return {
    classes,
    breaks,
    counts: [...counts.subarray(0, breaks.length + 1)],
    noData: counts[NO_DATA_CLASS] ?? 0,
    nothingDue: counts[NOTHING_DUE_CLASS] ?? 0,
  };
}

/** Which of the palette's COVERAGE_CLASS_COUNT colours a class takes: fewer classes keep both ends of the ramp. */
export function paletteSlotOf(gridClass: number, classCount: number): number {
  if (classCount >= COVERAGE_CLASS_COUNT) return Math.min(gridClass, COVERAGE_CLASS_COUNT - 1);
  if (classCount <= 1) return COVERAGE_CLASS_COUNT - 1;
  return Math.round((gridClass * (COVERAGE_CLASS_COUNT - 1)) / (classCount - 1));
}
