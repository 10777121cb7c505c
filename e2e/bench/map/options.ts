import { parseArgs } from 'node:util';
import { type BenchSubject, SUBJECTS } from './subjects.ts';

export interface BenchSize {
  readonly width: number;
  readonly height: number;
  readonly batches: number;
}

/** In software a frame at the larger size takes a second; the main thread's share settles in few of them. */
const SIZES: Readonly<Record<string, BenchSize>> = {
  '1080': { width: 1920, height: 1080, batches: 6 },
  '2160': { width: 3840, height: 2160, batches: 3 },
};
/** Numbers of grids, and how many tiles a side of the real city make them. */
const CITIES: Readonly<Record<string, number>> = { '12410': 1, '50000': 2, '200000': 4 };

const LIMIT_SECONDS = 600;
const TURNS = 3;

export interface BenchOptions {
  readonly subjects: readonly BenchSubject[];
  readonly sizes: readonly BenchSize[];
  readonly sides: readonly number[];
  /** How often all subjects are measured, one after the other. */
  readonly turns: number;
  /** For everything that one subject does on one city at one size in one turn. */
  readonly limitMs: number;
}

function chosen<T>(option: string, given: string | undefined, known: Readonly<Record<string, T>>): T[] {
  return (given?.split(',') ?? Object.keys(known)).map((name) => {
    const value = known[name];
    if (value === undefined) throw new RangeError(`--${option} ${name}: one of ${Object.keys(known).join(', ')}`);
    return value;
  });
}

function numberOf(option: string, given: string | undefined): number | undefined {
  const number = given === undefined ? undefined : Number(given);
  if (number !== undefined && !(Number.isInteger(number) && number > 0))
    throw new RangeError(`--${option} ${given}: a whole number from 1`);
  return number;
}

/**
 * `--subjects floor,layers --sizes 1080 --grids 12410 --turns 1 --batches 4`; everything that is left out means all, three turns, as many batches
 * as settle, and ten minutes (`--limit`, seconds) a subject and turn.
 * Throws RangeError for an unknown value.
 */
export function benchOptions(values: readonly string[]): BenchOptions {
  const { values: given } = parseArgs({
    args: [...values],
    options: {
      subjects: { type: 'string' },
      sizes: { type: 'string' },
      grids: { type: 'string' },
      batches: { type: 'string' },
      turns: { type: 'string' },
      limit: { type: 'string' },
    },
  });
  return {
    subjects: chosen('subjects', given.subjects, Object.fromEntries(SUBJECTS.map((subject) => [subject.page, subject]))),
    sizes: chosen('sizes', given.sizes, SIZES).map((size) => ({ ...size, batches: numberOf('batches', given.batches) ?? size.batches })),
    sides: chosen('grids', given.grids, CITIES),
    turns: numberOf('turns', given.turns) ?? TURNS,
    limitMs: (numberOf('limit', given.limit) ?? LIMIT_SECONDS) * 1000,
  };
}
