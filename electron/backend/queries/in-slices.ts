import { setImmediate } from 'node:timers/promises';
import type { CallSignal } from '../../../shared/contract/backend-client.ts';
import { CodedError } from '../../../shared/contract/errors.ts';
import type { GridRange } from '../../../shared/domain/areas.ts';

/** Grids whose tasks of one day are read in some milliseconds, also in the largest preset. */
const GRIDS_PER_SLICE = 500;

/**
 * Lets other calls, changes and topics have the thread between two slices of a long question.
 * @throws CodedError `cancelled` when nobody waits for the answer any more
 */
export async function breathe(signal: CallSignal): Promise<void> {
  await setImmediate();
  if (signal.aborted) throw new CodedError('cancelled', 'the question was withdrawn');
}

/** Calls `work` for one part of the grids after another, breathing in between. */
export async function inSlices(range: GridRange, signal: CallSignal, work: (slice: GridRange) => void): Promise<void> {
  for (let from = range.from; from < range.to; from += GRIDS_PER_SLICE) {
    if (from > range.from) await breathe(signal);
    work({ from, to: Math.min(from + GRIDS_PER_SLICE, range.to) });
  }
}
