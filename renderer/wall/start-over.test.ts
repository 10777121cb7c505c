import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startOverAfterFault, startOverWhenLate } from './start-over.ts';

const reload = vi.fn<() => void>();
const answer = vi.fn<(path: string) => Promise<{ readonly ok: boolean }>>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', { pathname: '/wall.html', reload });
  vi.stubGlobal('fetch', answer);
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetAllMocks();
});

test('loads the page again while it shows nothing, and no more once it does', async () => {
  answer.mockResolvedValue({ ok: true });
  const stop = startOverWhenLate();
  await vi.advanceTimersByTimeAsync(29_000);
  expect(reload).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1000);
  expect(reload).toHaveBeenCalledOnce();
  stop();
  await vi.advanceTimersByTimeAsync(120_000);
  expect(reload).toHaveBeenCalledOnce();
});

test('stays as it is while its host is away, and loads when the host is back', async () => {
  answer.mockRejectedValueOnce(new TypeError('no connection')).mockResolvedValueOnce({ ok: false }).mockResolvedValue({ ok: true });
  const stop = startOverWhenLate();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(reload).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(30_000);
  expect(reload).toHaveBeenCalledOnce();
  expect(answer).toHaveBeenCalledWith('/wall.html', expect.anything());
  stop();
});

/** How long the page stands after a fault before it is loaded again. */
async function standsMs(): Promise<number> {
  const before = reload.mock.calls.length;
  const fromMs = Date.now();
  startOverAfterFault();
  while (reload.mock.calls.length === before) await vi.advanceTimersByTimeAsync(1000);
  return Date.now() - fromMs;
}

test('loads the page again 2 s after a fault, and later each time where the fault comes back with every page', async () => {
  answer.mockResolvedValue({ ok: true });
  const stood: number[] = [];
  for (let fault = 0; fault < 9; fault++) stood.push(await standsMs());
  expect(stood.map((ms) => ms / 1000)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300]);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(await standsMs()).toBe(2000);
});

test('after a fault waits for a host that is away, and loads the page when it is back', async () => {
  answer.mockRejectedValueOnce(new TypeError('no connection')).mockResolvedValueOnce({ ok: false }).mockResolvedValue({ ok: true });
  expect(await standsMs()).toBe(8000);
});
