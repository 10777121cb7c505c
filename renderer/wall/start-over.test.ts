import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startOverWhenLate } from './start-over.ts';

const reload = vi.fn<() => void>();
const answer = vi.fn<(path: string) => Promise<{ readonly ok: boolean }>>();

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('location', { pathname: '/wall.html', reload });
  vi.stubGlobal('fetch', answer);
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
