import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ThreadWatch } from './thread-watch.ts';

const LIMITS = { askEveryMs: 1000, mostUnanswered: 3, mostUnansweredAtWork: 20 };

let watch: ThreadWatch;
let asked: number;
let hung: number;
let isAtWork: boolean;

beforeEach(() => {
  vi.useFakeTimers();
  [asked, hung, isAtWork] = [0, 0, false];
  watch = new ThreadWatch(LIMITS);
});

afterEach(() => {
  watch.stop();
  vi.useRealTimers();
});

function start(): void {
  watch.start(
    () => (asked += 1),
    () => (hung += 1),
    () => isAtWork,
  );
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

describe('the watch over a thread', () => {
  it('says once that the thread hangs, when it owes more answers than it may', async () => {
    start();
    await pass(3);
    expect([asked, hung]).toEqual([3, 0]);
    await pass(1);
    expect([asked, hung]).toEqual([3, 1]);
    await pass(60);
    expect([asked, hung]).toEqual([3, 1]);
  });

  it('says nothing of one that answers, however late', async () => {
    start();
    for (let round = 0; round < 10; round += 1) {
      await pass(3);
      watch.answered();
    }
    expect(hung).toBe(0);
  });

  it('has more patience with one that said it is at something long, and no more when that is over', async () => {
    start();
    isAtWork = true;
    await pass(19);
    expect(hung).toBe(0);
    watch.answered();
    isAtWork = false;
    await pass(4);
    expect(hung).toBe(1);
  });

  it('does not wait for ever even then', async () => {
    start();
    isAtWork = true;
    await pass(22);
    expect(hung).toBe(1);
  });
});
