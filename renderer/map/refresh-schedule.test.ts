import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RefreshSchedule } from './refresh-schedule.ts';

const requestFrame = vi.fn();

beforeEach(() => {
  requestFrame.mockClear();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  vi.stubGlobal('window', globalThis);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('is taken over once, however much news arrives', () => {
  const schedule = new RefreshSchedule(requestFrame, 250);
  for (let news = 0; news < 5; news++) schedule.request();
  expect(requestFrame).toHaveBeenCalled();
  expect(schedule.take()).toBe(true);
  expect(schedule.take()).toBe(false);
});

it('lets the interval pass before news are due again', () => {
  const schedule = new RefreshSchedule(requestFrame, 250);
  schedule.request();
  schedule.take();
  vi.advanceTimersByTime(100);
  schedule.request();
  expect(schedule.take()).toBe(false);
  vi.advanceTimersByTime(149);
  expect(schedule.take()).toBe(false);
  vi.advanceTimersByTime(1);
  expect(requestFrame).toHaveBeenCalledTimes(2);
  expect(schedule.take()).toBe(true);
});

it('does not let the user wait for the interval', () => {
  const schedule = new RefreshSchedule(requestFrame, 250);
  schedule.request();
  schedule.take();
  schedule.request();
  schedule.requestNow();
  expect(schedule.take()).toBe(true);
  vi.advanceTimersByTime(1000);
  expect(requestFrame).toHaveBeenCalledTimes(2);
});

it('asks for nothing after it was cancelled', () => {
  const schedule = new RefreshSchedule(requestFrame, 250);
  schedule.request();
  schedule.take();
  schedule.request();
  schedule.cancel();
  vi.advanceTimersByTime(1000);
  expect(requestFrame).toHaveBeenCalledOnce();
  expect(schedule.take()).toBe(false);
});
