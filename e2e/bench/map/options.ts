import { parseArgs } from 'node:util';
import { SUBJECTS } from './subjects.ts';

export interface BenchSize {
  readonly width: number;
  readonly height: number;
  readonly batches: number;
}

/** In software a frame at the larger size takes a second; the main thread's share settles in few of them. */
const SIZES: Readonly<Record<string, BenchSize>> = {
  '1080': { width: 1920, height: 1080, batches: 16 },
  '2160': { width: 3840, height: 2160, batches: 6 },
};
/** Numbers of grids, and how many tiles a side of the real city make them. */
const CITIES: Readonly<Record<string, number>> = { '12410': 1, '50000': 2, '200000': 4 };

export interface BenchOptions {
  readonly subjects: readonly string[];
  readonly sizes: readonly BenchSize[];
  readonly sides: readonly number[];
}

function chosen<T>(option: string, given: string | undefined, known: Readonly<Record<string, T>>): T[] {
  return (given?.split(',') ?? Object.keys(known)).map((name) => {
    const value = known[name];
    if (value === undefined) throw new RangeError(`--${option} ${name}: one of ${Object.keys(known).join(', ')}`);
    return value;
  });
}

function batchesOf(given: string | undefined): number | undefined {
  const batches = given === undefined ? undefined : Number(given);
  if (batches !== undefined && !(Number.isInteger(batches) && batches > 0))
    throw new RangeError(`--batches ${given}: a whole number from 1`);
  return batches;
}

/**
 * `--subjects floor,layers --sizes 1080 --grids 12410 --batches 4`; everything that is left out means all, and as many batches as settle.
 * Throws RangeError for an unknown value.
 */
export function benchOptions(values: readonly string[]): BenchOptions {
  const { values: given } = parseArgs({
    args: [...values],
    options: { subjects: { type: 'string' }, sizes: { type: 'string' }, grids: { type: 'string' }, batches: { type: 'string' } },
  });
  return {
    subjects: chosen('subjects', given.subjects, Object.fromEntries(SUBJECTS.map(({ page }) => [page, page]))),
    sizes: chosen('sizes', given.sizes, SIZES).map((size) => ({ ...size, batches: batchesOf(given.batches) ?? size.batches })),
    sides: chosen('grids', given.grids, CITIES),
  };
}
