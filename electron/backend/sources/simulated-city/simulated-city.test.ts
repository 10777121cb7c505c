import { beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../../shared/city/city.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../../shared/domain/time.ts';
import { PATIENCE_MS } from './testing/city-rows.ts';
import { CityRun, at, realCity, snapshotAt } from './testing/city-run.ts';

let city: City;
beforeAll(async () => {
  city = await realCity();
}, PATIENCE_MS);

const PATIENCE = { timeout: PATIENCE_MS };

describe('the stream continues the snapshot', PATIENCE, () => {
  // Each is judged by what a replica holds that is filled only at the end.
  it.each([
    ['twenty working minutes, looked at every five seconds', '2026-11-23 09:40', HOUR_MS / 3, 5_000],
    ['the noon list coming in', '2026-11-23 10:55', 2 * HOUR_MS, 20_000],
    ['the night list, midnight and the leaving of old rows', '2026-11-23 23:10', 6 * HOUR_MS, MINUTE_MS],
    ['a shift change with silent handhelds', '2026-12-31 17:20', 3 * HOUR_MS, 30_000],
    ['a day at nine minutes a look', '2027-02-28 06:00', DAY_MS, 9 * MINUTE_MS],
    ['a day asleep', '2026-11-23 15:00', DAY_MS, DAY_MS],
    ['six days, half a day at a time', '2026-11-23 20:00', 6 * DAY_MS, DAY_MS / 2],
  ])('through %s', async (_, start, durationMs, stepMs) => {
    const run = new CityRun(city, { startAtMs: at(start) });
    await run.runTo(at(start) + durationMs, stepMs);
    const streamed = await run.stop();
    const expected = await snapshotAt(city, { startAtMs: at(start) + durationMs });
    expect(streamed.digests()).toEqual(expected.digests());
    expect(streamed.snapshots).toBe(1);
    expect(streamed.largestTransaction).toBeLessThanOrEqual(500);
  });

  it('from wherever it was killed', async () => {
    const startAtMs = at('2026-11-23 23:20');
    const endAtMs = startAtMs + 14 * HOUR_MS;
    const expected = (await snapshotAt(city, { startAtMs: endAtMs })).digests();
    for (const killAfter of [1, 5, 24]) {
      const first = new CityRun(city, { startAtMs });
      first.replica.onTransaction = () => {
        if (first.replica.transactions.length >= killAfter) first.abort();
      };
      await first.runTo(startAtMs + 9 * HOUR_MS, 40 * MINUTE_MS);
      const replica = await first.stop();
      expect(replica.transactions).toHaveLength(killAfter);
      const second = new CityRun(city, { startAtMs: startAtMs + 9 * HOUR_MS, cursor: replica.position, replica });
      replica.onTransaction = () => undefined;
      await second.runTo(endAtMs, HOUR_MS);
      expect((await second.stop()).digests(), `killed after ${killAfter}`).toEqual(expected);
      expect(replica.snapshots).toBe(1);
    }
  });

  it('with positions that never go back, each committed after what it holds', async () => {
    const run = new CityRun(city, { startAtMs: at('2026-11-23 11:20') });
    let lastAtMs = 0;
    run.replica.onTransaction = ({ committedAtMs, changes }) => {
      expect(committedAtMs).toBeGreaterThanOrEqual(lastAtMs);
      lastAtMs = committedAtMs;
      for (const change of changes) {
        if (change.op === 'upsert' && change.table === 'position') expect(change.row.located_at).toBeLessThanOrEqual(committedAtMs);
        if (change.op === 'upsert' && change.table === 'task') expect(change.row.pushed_at).toBeLessThanOrEqual(committedAtMs);
      }
    };
    await run.runTo(at('2026-11-23 11:50'), 15_000);
    const replica = await run.stop();
    expect(replica.transactions.length).toBeGreaterThan(100);
    expect(new Set(replica.transactions.map(({ position }) => position)).size).toBe(replica.transactions.length);
    expect(replica.heartbeatAtMs).toBe(at('2026-11-23 11:50'));
  });
});

describe('the same city', PATIENCE, () => {
  it('comes from the same seed and start, however fast the clock runs', async () => {
    const startAtMs = at('2026-11-23 16:00');
    const slow = await (await new CityRun(city, { startAtMs }).runTo(startAtMs + HOUR_MS, 10_000)).stop();
    const fast = await (await new CityRun(city, { startAtMs }).runTo(startAtMs + HOUR_MS, 3 * MINUTE_MS)).stop();
    expect(fast.digests()).toEqual(slow.digests());
  });

  it('does not come from another seed', async () => {
    const startAtMs = at('2026-11-23 16:00');
    const one = (await snapshotAt(city, { startAtMs, seed: 1 })).digests();
    const two = (await snapshotAt(city, { startAtMs, seed: 2 })).digests();
    expect(Object.keys(one).filter((table) => one[table] === two[table])).toEqual([]);
  });
});

describe('a replica that cannot be continued is filled again', PATIENCE, () => {
  const startAtMs = at('2026-11-23 16:00');
  it.each([
    ['of another seed', { seed: 8 }, startAtMs + HOUR_MS],
    ['older than what the city remembers', {}, startAtMs + 15 * DAY_MS],
    ['from a future that the clock took back', {}, startAtMs - 2 * DAY_MS],
  ])('when it is %s', async (_, other, resumeAtMs) => {
    const before = await snapshotAt(city, { startAtMs });
    const after = await snapshotAt(city, { startAtMs: resumeAtMs, cursor: before.position, replica: before, ...other });
    expect(after.snapshots).toBe(2);
  });

  it('but not when its clock is a little ahead: then it waits', async () => {
    const before = await snapshotAt(city, { startAtMs });
    const run = new CityRun(city, { startAtMs: startAtMs - MINUTE_MS, cursor: before.position, replica: before });
    await run.runTo(startAtMs - 1000, 10_000);
    expect(before.transactions).toHaveLength(0);
    await run.runTo(startAtMs + 10_000, 10_000);
    expect((await run.stop()).transactions.length).toBeGreaterThan(0);
    expect(before.snapshots).toBe(1);
  });

  it('and a position that nobody wrote here is no position', async () => {
    for (const cursor of ['', '0/16B3748', 'small-7', 'x/y/z']) {
      expect((await snapshotAt(city, { startAtMs, cursor })).snapshots).toBe(1);
    }
  });
});

describe('running for long', PATIENCE, () => {
  it('keeps the replica at its size: old rows leave as new ones come', async () => {
    const run = new CityRun(city, { startAtMs: at('2026-11-23 12:00') });
    await run.settle();
    const sizes = (): number[] => [...run.replica.tables.values()].map(({ size }) => size);
    const before = sizes();
    await run.runTo(at('2026-12-03 12:00'), DAY_MS);
    for (const [index, size] of sizes().entries()) {
      const former = before[index] ?? 0;
      expect(Math.abs(size - former)).toBeLessThan(0.15 * former + 30);
    }
    await run.stop();
  });
});
