import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GridRange } from '../../../shared/domain/areas.ts';
import { HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import type { Change } from '../replication/change.ts';
import { testRow } from '../replication/testing/rows.ts';
import { openSimulatedOffice, type SimulatedOffice } from '../reports/testing/simulated-office.ts';
import { DueDayCounts } from './due-day-counts.ts';
import { batchesOfDays, placedCountsAsOf } from './grid-counts-as-of.ts';

const DAY = 20_780;
const NOW_MS = startOfDay(DAY) + 16 * HOUR_MS;
const GRIDS: GridRange = { from: 0, to: 6 };
const EVERY_GRID: GridRange = { from: 0, to: 12_410 };
const neverAborted = new AbortController().signal;

let office: SimulatedOffice;
let counts: DueDayCounts;

beforeAll(async () => {
  office = await openSimulatedOffice(NOW_MS);
  counts = new DueDayCounts(office.replica.read, office.city);
  office.replica.observe((applied) => counts.touch(applied));
}, 60_000);

afterAll(() => office.close());

const hours = fc.option(fc.integer({ min: -40, max: 40 }), { nil: null });
const at = (offset: number | null): number | null => (offset === null ? null : NOW_MS + offset * HOUR_MS);

/** Some before all others and some behind, so that a pass over all tasks meets them at both its ends. */
const taskId = (id: number): number => (id % 2 === 0 ? id : 900_000_000 + id);

const taskChange = fc
  .record({
    id: fc.integer({ min: 1, max: 15 }),
    grid: fc.integer({ min: -1, max: 5 }),
    batch: fc.integer({ min: 1, max: 3 }),
    verified: hours,
    deferred: hours,
    withdrawn: hours,
    isDeleted: fc.boolean(),
  })
  .map(({ id, grid, batch, verified, deferred, withdrawn, isDeleted }): Change => {
    if (isDeleted) return { op: 'delete', table: 'task', key: taskId(id) };
    const times = {
      pushed_at: NOW_MS - 41 * HOUR_MS,
      due_at: NOW_MS,
      verified_at: at(verified),
      deferred_at: at(deferred),
      withdrawn_at: at(withdrawn),
    };
    return {
      op: 'upsert',
      table: 'task',
      row: testRow('task', { id: taskId(id), batch_id: 990_000 + batch, grid, placement: grid < 0 ? 1 : 0, ...times }),
    };
  });
const batchChange = fc.record({ batch: fc.integer({ min: 1, max: 3 }), hour: fc.integer({ min: -30, max: 30 }) }).map(
  ({ batch, hour }): Change => ({
    op: 'upsert',
    table: 'batch',
    row: testRow('batch', { id: 990_000 + batch, due_at: NOW_MS + hour * HOUR_MS }),
  }),
);
const transaction = fc.array(fc.oneof({ weight: 6, arbitrary: taskChange }, { weight: 1, arbitrary: batchChange }), { maxLength: 6 });

it('kept counts are what the times of the tasks give at the due time of their day, whatever changes in between', async () => {
  const { read, sink } = office.replica;
  let transactions = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(transaction, { minLength: 1, maxLength: 5 }), async (history) => {
      const asked: Promise<unknown>[] = [];
      for (const changes of history) {
        transactions += 1;
        await sink.transaction({ position: `test-${transactions}`, committedAtMs: NOW_MS, changes });
        // Whoever asks for every grid reads the tasks as they lie and breathes in between: the next transaction is applied meanwhile.
        asked.push(counts.sum(EVERY_GRID, neverAborted));
        await setImmediate();
        await counts.sum({ from: 2, to: 4 }, neverAborted);
      }
      await Promise.all(asked);
      const kept = await counts.sum(GRIDS, neverAborted);
      for (const [day, sums] of kept) {
        const batches = batchesOfDays(read, day, day).map(({ id }) => id);
        const dueAtMs =
          read.value<number>(sql`SELECT MAX(due_at) FROM batch WHERE id IN (SELECT value FROM json_each(${JSON.stringify(batches)}))`) ?? 0;
        expect(placedCountsAsOf(read, { batchIds: batches, asOfMs: dueAtMs }, GRIDS), `day ${day}`).toMatchObject(sums);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);
