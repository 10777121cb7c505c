import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eachTurn, STANDING, standingAt, type TaskTimes } from './task-life.ts';

const moment = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.constant(Number.POSITIVE_INFINITY));
const task: fc.Arbitrary<TaskTimes> = fc.record({
  pushedAtMs: fc.integer({ min: 0, max: 4 }),
  dueAtMs: fc.integer({ min: 0, max: 12 }),
  verifiedAtMs: moment,
  unreachableAtMs: moment,
  deferredAtMs: moment,
  withdrawnAtMs: moment,
});

it('turns of a task, followed up to any moment, lead to how it stands then', () => {
  fc.assert(
    fc.property(task, fc.integer({ min: -1, max: 14 }), (times, atMs) => {
      let standing: number = STANDING.notListed;
      let last = Number.NEGATIVE_INFINITY;
      eachTurn(times, (turnMs, from, to) => {
        expect(turnMs).toBeGreaterThan(last);
        last = turnMs;
        if (turnMs > atMs) return;
        expect(from).toBe(standing);
        standing = to;
      });
      expect(standing).toBe(standingAt(times, atMs));
    }),
  );
});

it('a task that was withdrawn counts as nothing else, and one verified in its due moment is on time', () => {
  const times = { pushedAtMs: 0, dueAtMs: 5, verifiedAtMs: 5, unreachableAtMs: 2, deferredAtMs: 3, withdrawnAtMs: 7 };
  expect([1, 2, 3, 5, 7].map((atMs) => standingAt(times, atMs))).toEqual([
    STANDING.open,
    STANDING.unreachable,
    STANDING.deferred,
    STANDING.verifiedOnTime,
    STANDING.withdrawn,
  ]);
});
