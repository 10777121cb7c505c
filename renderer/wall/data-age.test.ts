import i18next from 'i18next';
import { expect, it } from 'vitest';
import { LIVE_SOURCE, LIVE_STATUS } from '../../shared/contract/testing/live-source.ts';
import type { StatusSnapshot } from '../../shared/contract/topics.ts';
import { DAY_MS, HOUR_MS, startOfDay } from '../../shared/domain/time.ts';
import { startI18n } from '../app/i18n/i18n.ts';
import { StatusView } from '../data/live-status.ts';
import { wordsOf } from '../lib/use-words.ts';
import { ageText, dataAge } from './data-age.ts';

startI18n();
const TOLD_MS = startOfDay(20_780) + 16 * HOUR_MS;

function statusAt(nowMs: number): StatusSnapshot {
  return { ...LIVE_STATUS, nowMs, source: { ...LIVE_SOURCE, lagMs: 2000 } };
}

/** Of a backend that lives and a source that went away. */
function offlineAt(nowMs: number, offlineSinceMs: number): StatusSnapshot {
  return { ...LIVE_STATUS, nowMs, source: { ...LIVE_SOURCE, state: 'offline', offlineSinceMs, lagMs: null } };
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

it('while the network is gone for days says since when and for how many days, and nothing once the source is back', () => {
  const wall = wallAt(TOLD_MS);
  const nowMs = TOLD_MS + 3 * DAY_MS + HOUR_MS;
  const status = offlineAt(nowMs, TOLD_MS);
  const age = dataAge(status, 'connected', TOLD_MS, nowMs);
  expect(age).toEqual({ standing: 'offline', asOfMs: TOLD_MS });
  const text = age === null ? '' : ageText(status, age, nowMs, wordsOf(i18next.t, 'zh-CN'));
  expect(text).toMatch(/^离线.*11-23 16:00.*数据截至.*11-23 16:00.*3 天/);
  wall.told(nowMs);
  expect(wall.age()).toBeNull();
});
