import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SAMPLE_STATES } from '../../../shared/contract/replication-history.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/domain/time.ts';
import { MinuteSamples } from './minute-samples.ts';

const START_MS = 1_800_000_000_000;
const fine = { lagMs: 10, rows: 0, state: 'live' } as const;

it('counts a minute as its worst moment, and all its rows', () => {
  const samples = new MinuteSamples([]);
  samples.note(START_MS + 1, { ...fine, rows: 5 });
  samples.note(START_MS + 20_000, { lagMs: 30_000, rows: 2, state: 'behind' });
  samples.note(START_MS + 59_999, { lagMs: null, rows: 1, state: 'live' });
  samples.note(START_MS + MINUTE_MS, fine);
  expect(samples.all).toEqual([
    { atMs: START_MS, lagMs: 30_000, rows: 8, state: 'behind' },
    { atMs: START_MS + MINUTE_MS, ...fine },
  ]);
});

it('leaves out the minutes in which nobody looked, and says where the distance was not known', () => {
  const samples = new MinuteSamples([{ atMs: START_MS, lagMs: null, rows: 3, state: 'offline' }]);
  samples.note(START_MS + HOUR_MS, fine);
  const columns = samples.columns();
  expect([...columns.atMs]).toEqual([START_MS, START_MS + HOUR_MS]);
  expect([...columns.lagMs]).toEqual([Number.NaN, 10]);
  expect([...columns.rows]).toEqual([3, 0]);
  expect([...columns.state].map((state) => SAMPLE_STATES[state])).toEqual(['offline', 'live']);
});

it('keeps 24 hours in order, however the clock is set', () => {
  const moments = fc.array(fc.integer({ min: START_MS - 3 * DAY_MS, max: START_MS + 3 * DAY_MS }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(moments, (times) => {
      const samples = new MinuteSamples([]);
      for (const atMs of times) samples.note(atMs, fine);
      const minutes = samples.all.map(({ atMs }) => atMs);
      const last = minutes.at(-1) ?? 0;
      expect(last).toBe(Math.floor((times.at(-1) ?? 0) / MINUTE_MS) * MINUTE_MS);
      expect(minutes).toEqual([...new Set(minutes)].sort((a, b) => a - b));
      expect(minutes[0]).toBeGreaterThan(last - DAY_MS);
    }),
  );
});
