import { expect, it } from 'vitest';
import { LIVE_STATUS } from '../../../shared/contract/testing/live-source.ts';
import { HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { Publication } from './publication.ts';
import { StatusState } from './status-state.ts';
import { settableClock } from './testing/settable-clock.ts';

const START_MS = startOfDay(20_780) + 16 * HOUR_MS;

it.each([9 * HOUR_MS, -9 * HOUR_MS])('tells the status within 5 s after the clock was set by %d ms, and every 5 s from then on', (byMs) => {
  const { clock, steady, set } = settableClock(START_MS);
  const told: number[] = [];
  const state = new StatusState(clock, () => ({ ...LIVE_STATUS, nowMs: clock.now() }));
  const publication = new Publication({ state, clock, coalesceMs: 500, firstRevision: 1, onFailed: (error) => expect(error).toBeNull() });
  publication.open();
  publication.subscribe(null, ({ data }) => told.push(data.nowMs - START_MS));
  steady.advance(5000);
  set(byMs);
  steady.advance(5000);
  steady.advance(5000);
  expect(told).toEqual([0, 5000, 10_000 + byMs, 15_000 + byMs]);
  publication.close();
});
