import { expect, it } from 'vitest';
import { type FaultRow, NO_FAULTS, pauseAfter, withFault } from './faults.ts';

const RANGE = { firstMs: 2000, longestMs: 60_000 };

it('waits twice as long after each fault of a row, and never longer than the longest', () => {
  let row: FaultRow = NO_FAULTS;
  let nowMs = 5_000_000;
  const pauses: number[] = [];
  for (let fault = 0; fault < 8; fault++) {
    row = withFault(row, nowMs);
    const pauseMs = pauseAfter(row, RANGE);
    pauses.push(pauseMs);
    nowMs += pauseMs;
  }
  expect(pauses).toEqual([2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

it('takes a fault after a long calm for a first one', () => {
  const row = withFault(withFault(NO_FAULTS, 1000), 2000);
  expect(pauseAfter(row, RANGE)).toBe(4000);
  expect(pauseAfter(withFault(row, 2000 + 600_000), RANGE)).toBe(8000);
  expect(pauseAfter(withFault(row, 2001 + 600_000), RANGE)).toBe(2000);
});
