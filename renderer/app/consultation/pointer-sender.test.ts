import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { GeoPlace } from '../../../shared/contract/consultation.ts';
import { PointerSender } from './pointer-sender.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const place = (longitude: number): GeoPlace => ({ longitude, latitude: 32 });

/** A backend that takes its time to answer. */
function sending(answerMs: number): { readonly sender: PointerSender; readonly sent: (number | null)[] } {
  const sent: (number | null)[] = [];
  const sender = new PointerSender((to) => {
    sent.push(to?.longitude ?? null);
    return new Promise((resolve) => setTimeout(resolve, answerMs));
  });
  return { sender, sent };
}

it('sends the latest place and leaves out those that it went over meanwhile', async () => {
  const { sender, sent } = sending(100);
  for (let step = 1; step <= 50; step++) {
    sender.point(place(step));
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.advanceTimersByTimeAsync(100);
  expect(sent.length).toBeLessThan(8);
  expect([sent[0], sent.at(-1)]).toEqual([1, 50]);
});

it('never sends more than thirty places a second, however quick the answers', async () => {
  const { sender, sent } = sending(0);
  for (let step = 1; step <= 200; step++) {
    sender.point(place(step));
    await vi.advanceTimersByTimeAsync(5);
  }
  expect(sent.length).toBeLessThanOrEqual(31);
  expect(sent.length).toBeGreaterThan(25);
});

it('tells a resting pointer again every second, and one that was put away once', async () => {
  const { sender, sent } = sending(0);
  sender.point(place(1));
  await vi.advanceTimersByTimeAsync(3500);
  expect(sent).toEqual([1, 1, 1, 1]);
  sender.point(null);
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual([1, 1, 1, 1, null]);
});
