import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ChangeSignal, nextFrameOrSoon } from './change-signal.ts';

let frames: (() => void)[] = [];
const drawFrame = (): void => {
  const [due, rest] = [frames, []];
  frames = rest;
  for (const callback of due) callback();
};

beforeEach(() => {
  frames = [];
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (callback: () => void) => frames.push(callback));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('however often data changes, its listeners are called once a frame', () => {
  const signal = new ChangeSignal(nextFrameOrSoon);
  const listener = vi.fn();
  signal.onChanged(listener);
  signal.markChanged();
  signal.markChanged();
  expect(listener).not.toHaveBeenCalled();
  drawFrame();
  expect(listener).toHaveBeenCalledTimes(1);
  vi.runAllTimers();
  expect(listener).toHaveBeenCalledTimes(1);
  signal.markChanged();
  drawFrame();
  expect(listener).toHaveBeenCalledTimes(2);
});

test('where no frame is drawn, they are called anyway', () => {
  const signal = new ChangeSignal(nextFrameOrSoon);
  const listener = vi.fn();
  signal.onChanged(listener);
  signal.markChanged();
  vi.runAllTimers();
  expect(listener).toHaveBeenCalledTimes(1);
});
