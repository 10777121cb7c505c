import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../replication/change.ts';
import { ChangeQueue, type Work } from './change-queue.ts';

const LIMITS = { partRows: 5, partBytes: 1000, groupRows: 8, groupBytes: 900, mostRows: 20, mostBytes: 5000 };
const change = (key: number): Change => ({ op: 'delete', table: 'task', key });
const keysOf = (work: Work<Change>): number[] => work.changes.map((each) => ('key' in each ? each.key : -1));

/** Sends a transaction of so many changes whose commit record begins at `lsn` and ends at `lsn + 10`. */
function send(queue: ChangeQueue<Change>, lsn: number, keys: readonly number[], bytes = 10): void {
  queue.begin(lsn);
  for (const key of keys) queue.add(change(key), bytes);
  queue.commit({ endLsn: lsn + 10, serverMs: lsn });
}

describe('the queue between stream and replica', () => {
  it('hands out nothing before a transaction has ended', () => {
    const queue = new ChangeQueue<Change>(0, LIMITS);
    queue.begin(10);
    queue.add(change(1), 10);
    expect(queue.take()).toBeNull();
    queue.commit({ endLsn: 20, serverMs: 5 });
    expect(queue.take()).toEqual({ kind: 'group', changes: [change(1)], at: { endLsn: 20, serverMs: 5 }, transactions: 1 });
    expect(queue.isEmpty).toBe(true);
  });

  it('merges what has ended, up to a size, and never splits a transaction that is whole', () => {
    const queue = new ChangeQueue<Change>(0, LIMITS);
    send(queue, 10, [1, 2, 3]);
    send(queue, 20, [4, 5, 6]);
    send(queue, 30, [7, 8, 9]);
    send(queue, 40, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(queue.take()).toMatchObject({ kind: 'group', transactions: 2, at: { endLsn: 30 } });
    expect(queue.take()).toMatchObject({ kind: 'group', transactions: 1, at: { endLsn: 40 } });
    const large = queue.take();
    expect(large).toMatchObject({ kind: 'group', transactions: 1, at: { endLsn: 50 } });
    expect(large?.changes).toHaveLength(10);
    expect(queue.take()).toBeNull();
  });

  it('merges no more bytes than a group may have, and hands a larger transaction out alone', () => {
    const queue = new ChangeQueue<Change>(0, LIMITS);
    send(queue, 10, [1], 400);
    send(queue, 20, [2], 500);
    expect(queue.hasFullGroup).toBe(true);
    send(queue, 30, [3], 950);
    send(queue, 40, [4], 10);
    expect([queue.take(), queue.take(), queue.take()].map((work) => (work === null ? [] : keysOf(work)))).toEqual([[1, 2], [3], [4]]);
    expect(queue.hasFullGroup).toBe(false);
  });

  it('hands out a large transaction in parts, and its end', () => {
    const queue = new ChangeQueue<Change>(0, LIMITS);
    send(queue, 10, [1]);
    queue.begin(20);
    for (let key = 1; key <= 6; key += 1) queue.add(change(key), 10);
    expect(queue.take()).toMatchObject({ kind: 'group' });
    expect(queue.take()).toMatchObject({ kind: 'part' });
    queue.add(change(7), 10);
    expect(queue.take()).toBeNull();
    expect(queue.isEmpty).toBe(false);
    queue.commit({ endLsn: 30, serverMs: 0 });
    send(queue, 30, [8]);
    expect(queue.take()).toMatchObject({ kind: 'end', at: { endLsn: 30 }, changes: [change(7)] });
    expect(queue.take()).toMatchObject({ kind: 'group', at: { endLsn: 40 } });
    expect(queue.isEmpty).toBe(true);
  });

  it('begins parts for few large rows too', () => {
    const queue = new ChangeQueue<Change>(0, LIMITS);
    queue.begin(10);
    queue.add(change(1), 999);
    expect(queue.take()).toBeNull();
    queue.add(change(2), 1);
    expect(queue.take()).toMatchObject({ kind: 'part' });
  });

  it('passes over what lies before the cursor, and not what begins exactly there', () => {
    const queue = new ChangeQueue<Change>(100, LIMITS);
    send(queue, 90, [1]);
    send(queue, 100, [2]);
    expect(queue.take()).toMatchObject({ transactions: 1, changes: [change(2)] });
    expect(queue.take()).toBeNull();
  });

  it('asks the sender to wait by rows and by bytes', () => {
    const byRows = new ChangeQueue<Change>(0, LIMITS);
    byRows.begin(1);
    for (let key = 0; key < 20; key += 1) byRows.add(change(key), 1);
    expect(byRows.isFull).toBe(true);
    byRows.take();
    expect(byRows.isFull).toBe(false);
    const byBytes = new ChangeQueue<Change>(0, LIMITS);
    send(byBytes, 1, [1], 5000);
    expect(byBytes.isFull).toBe(true);
    byBytes.take();
    expect(byBytes.isFull).toBe(false);
  });

  it('hands out every change once, in order, whatever is taken when', () => {
    const sizes = fc.array(fc.record({ rows: fc.nat(14), bytes: fc.nat(300) }), { maxLength: 30 });
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(4)), (transactions, pauses) => {
        const queue = new ChangeQueue<Change>(0, LIMITS);
        const taken: Work<Change>[] = [];
        const takeSome = (most: number): void => {
          for (let count = 0; count < most; count += 1) {
            const work = queue.take();
            if (work === null) return;
            taken.push(work);
          }
        };
        let key = 0;
        transactions.forEach(({ rows, bytes }, index) => {
          queue.begin(index * 10);
          for (let row = 0; row < rows; row += 1) {
            queue.add(change((key += 1)), bytes);
            takeSome(pauses[key % Math.max(pauses.length, 1)] ?? 0);
          }
          queue.commit({ endLsn: index * 10 + 10, serverMs: index });
          takeSome(pauses[index % Math.max(pauses.length, 1)] ?? 0);
        });
        takeSome(Number.POSITIVE_INFINITY);
        expect(taken.flatMap(keysOf)).toEqual(Array.from({ length: key }, (_, index) => index + 1));
        expect(queue.isEmpty).toBe(true);
        expect(queue.isFull).toBe(false);
        // A part is followed by parts or its end, and every position is later than the one before.
        taken.forEach((work, index) => {
          if (taken[index - 1]?.kind === 'part') expect(work.kind).not.toBe('group');
        });
        const ends = taken.flatMap((work) => (work.kind === 'part' ? [] : [work.at.endLsn]));
        expect(ends).toEqual(ends.toSorted((left, right) => left - right));
        expect(ends.at(-1) ?? 0).toBe(transactions.length * 10);
      }),
    );
  });
});
