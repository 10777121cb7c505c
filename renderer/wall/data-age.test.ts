import { expect, it } from 'vitest';
import { LIVE_SOURCE, LIVE_STATUS } from '../../shared/contract/testing/live-source.ts';
import type { StatusSnapshot } from '../../shared/contract/topics.ts';
import { HOUR_MS, startOfDay } from '../../shared/domain/time.ts';
import { StatusView } from '../data/live-status.ts';
import { dataAge } from './data-age.ts';

const TOLD_MS = startOfDay(20_780) + 16 * HOUR_MS;

function statusAt(nowMs: number): StatusSnapshot {
  return { ...LIVE_STATUS, nowMs, source: { ...LIVE_SOURCE, lagMs: 2000 } };
}

/** A wall whose own clock is in the test's hand: `told` brings a status, `pass` lets time go by without one. */
function wallAt(toldMs: number) {
  let monotonicMs = 1000;
  const view = new StatusView(
    toldMs,
    (callback) => callback(),
    () => monotonicMs,
  );
  const told = (nowMs: number): void => view.apply({ kind: 'delta', revision: 1, data: statusAt(nowMs) });
  told(toldMs);
  return {
    told,
    pass: (durationMs: number): void => void (monotonicMs += durationMs),
    nowMs: () => view.nowMs(),
    age: () => dataAge(view.snapshot ?? statusAt(0), 'connected', null, view.nowMs()),
  };
}

it('says nothing of the age while the backend tells its status, and how old the figures are once it is silent', () => {
  const wall = wallAt(TOLD_MS);
  wall.pass(5000);
  expect(wall.age()).toBeNull();
  wall.pass(20_000);
  expect(wall.age()).toEqual({ standing: 'noBackend', asOfMs: TOLD_MS - 2000 });
});

it('after a sleep of hours says how old its figures are, and goes on with the first word of the backend', () => {
  const wall = wallAt(TOLD_MS);
  wall.pass(7 * HOUR_MS);
  expect(wall.age()).toEqual({ standing: 'noBackend', asOfMs: TOLD_MS - 2000 });
  wall.told(TOLD_MS + 7 * HOUR_MS);
  expect([wall.age(), wall.nowMs()]).toEqual([null, TOLD_MS + 7 * HOUR_MS]);
});

it.each([3 * HOUR_MS, -3 * HOUR_MS])('follows a clock that was set by %d ms, and takes the jump for no silence', (jumpMs) => {
  const wall = wallAt(TOLD_MS);
  wall.pass(5000);
  wall.told(TOLD_MS + 5000 + jumpMs);
  wall.pass(1000);
  expect([wall.age(), wall.nowMs()]).toEqual([null, TOLD_MS + 6000 + jumpMs]);
});
