import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CoverageSnapshot } from '../../../shared/contract/topics.ts';
import { type AreaRef, gridRangeOf, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { HOUR_MS, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import { resolveScope } from '../queries/batch-scope.ts';
import { gridCountsAsOf, NO_COUNTS, unplacedAsOf } from '../queries/grid-counts-as-of.ts';
import type { Change } from '../replication/change.ts';
import { testRow } from '../replication/testing/rows.ts';
import { openSimulatedOffice, type SimulatedOffice } from '../reports/testing/simulated-office.ts';
import { CoverageHistory } from './coverage-history.ts';

const DAY = 20_780;
const NOW_MS = startOfDay(DAY) + 16 * HOUR_MS;
const COLUMNS = ['listed', 'verified', 'verifiedOnTime', 'unreachable', 'deferred', 'withdrawn', 'overdue'] as const;

let office: SimulatedOffice;
let history: CoverageHistory;

beforeAll(async () => {
  office = await openSimulatedOffice(NOW_MS);
  history = new CoverageHistory(office.replica.read, office.city);
  office.replica.observe((applied) => history.touch(applied));
}, 60_000);

afterAll(() => office.close());

/** Counted by another way: SQL over the rows. */
function recounted(scope: BatchScope, atMs: number): Pick<CoverageSnapshot, 'columns' | 'unplacedByStreet'> {
  const { city, replica } = office;
  const asOf = { batchIds: resolveScope(replica.read, scope, atMs).batchIds, asOfMs: atMs };
  const counts = asOf.batchIds.length === 0 ? new Map() : gridCountsAsOf(replica.read, asOf, { from: 0, to: city.grids.count });
  const column = (name: (typeof COLUMNS)[number]) =>
    Uint16Array.from({ length: city.grids.count }, (_, grid) => (counts.get(grid) ?? NO_COUNTS)[name]);
  const unplaced = asOf.batchIds.length === 0 ? new Map() : unplacedAsOf(replica.read, asOf, { from: -1, to: city.streets.count });
  const unplacedByStreet = Uint32Array.from({ length: city.streets.count + 1 }, (_, street) => {
    const { none, ambiguous } = unplaced.get(street === city.streets.count ? -1 : street) ?? { none: 0, ambiguous: 0 };
    return none + ambiguous;
  });
  return {
    columns: {
      listed: column('listed'),
      verified: column('verified'),
      verifiedOnTime: column('verifiedOnTime'),
      unreachable: column('unreachable'),
      deferred: column('deferred'),
      withdrawn: column('withdrawn'),
      overdue: column('overdue'),
    },
    unplacedByStreet,
  };
}

const SCOPES: readonly BatchScope[] = [
  { kind: 'today' },
  { kind: 'day', day: DAY - 2 },
  { kind: 'batch', batchId: 990_001 },
  { kind: 'all' },
];

const hours = fc.option(fc.integer({ min: -70, max: 0 }), { nil: null });
const at = (offset: number | null): number | null => (offset === null ? null : NOW_MS + offset * HOUR_MS);

const taskChange = fc
  .record({
    id: fc.integer({ min: 1, max: 15 }),
    grid: fc.integer({ min: -1, max: 5 }),
    isAmbiguous: fc.boolean(),
    batch: fc.integer({ min: 1, max: 3 }),
    due: fc.integer({ min: -30, max: 10 }),
    verified: hours,
    unreachable: hours,
    deferred: hours,
    withdrawn: hours,
    isDeleted: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ id, grid, isAmbiguous, batch, due, verified, unreachable, deferred, withdrawn, isDeleted }): Change => {
    if (isDeleted === 0) return { op: 'delete', table: 'task', key: 900_000_000 + id };
    const times = {
      pushed_at: NOW_MS - 60 * HOUR_MS,
      due_at: NOW_MS + due * HOUR_MS,
      verified_at: at(verified),
      unreachable_at: at(unreachable),
      deferred_at: at(deferred),
      withdrawn_at: at(withdrawn),
    };
    const placement = grid < 0 ? 1 : isAmbiguous ? 2 : 0;
    return {
      op: 'upsert',
      table: 'task',
      row: testRow('task', { id: 900_000_000 + id, batch_id: 990_000 + batch, grid, street: grid, placement, ...times }),
    };
  });
const batchChange = fc.record({ batch: fc.integer({ min: 1, max: 3 }), hour: fc.integer({ min: -60, max: 10 }) }).map(
  ({ batch, hour }): Change => ({
    op: 'upsert',
    table: 'batch',
    row: testRow('batch', { id: 990_000 + batch, pushed_at: NOW_MS - 60 * HOUR_MS, due_at: NOW_MS + hour * HOUR_MS }),
  }),
);
const transaction = fc.array(fc.oneof({ weight: 6, arbitrary: taskChange }, { weight: 1, arbitrary: batchChange }), { maxLength: 6 });
const moment = fc.integer({ min: 0, max: 72 * 60 }).map((minutes) => NOW_MS - minutes * MINUTE_MS);

it('what is kept in memory gives of any moment and scope what a count over the rows gives, whatever is applied in between', async () => {
  const { sink } = office.replica;
  let transactions = 0;
  for (const batch of [1, 2, 3]) {
    const row = testRow('batch', { id: 990_000 + batch, pushed_at: NOW_MS - 60 * HOUR_MS, due_at: NOW_MS - batch * HOUR_MS });
    await sink.transaction({ position: `batch-${batch}`, committedAtMs: NOW_MS, changes: [{ op: 'upsert', table: 'batch', row }] });
  }
  await fc.assert(
    fc.asyncProperty(
      fc.array(transaction, { minLength: 1, maxLength: 4 }),
      moment,
      fc.constantFrom(...SCOPES),
      async (applied, atMs, scope) => {
        const asked: Promise<unknown>[] = [];
        for (const changes of applied) {
          transactions += 1;
          await sink.transaction({ position: `test-${transactions}`, committedAtMs: NOW_MS, changes });
          // Asked while the next transaction is applied: a day that is being read must not miss it.
          asked.push(history.standAt(scope, atMs, WHOLE_CITY));
          await setImmediate();
        }
        await Promise.all(asked);
        const kept = await history.standAt(scope, atMs, WHOLE_CITY);
        expect({ columns: kept.columns, unplacedByStreet: kept.unplacedByStreet }).toEqual(recounted(scope, atMs));
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

it('denominators of a moment are those of then: a list that grew or shrank later does not change them', async () => {
  const cutoffMs = startOfDay(DAY - 1) + 18 * HOUR_MS;
  const before = await history.standAt({ kind: 'day', day: DAY - 1 }, cutoffMs, WHOLE_CITY);
  const [batchId = 0] = before.batchIds;
  const late = testRow('task', {
    id: 900_000_100,
    batch_id: batchId,
    grid: 3,
    placement: 0,
    pushed_at: cutoffMs + MINUTE_MS,
    due_at: cutoffMs,
  });
  await office.replica.sink.transaction({
    position: 'late',
    committedAtMs: NOW_MS,
    changes: [{ op: 'upsert', table: 'task', row: late }],
  });
  expect((await history.standAt({ kind: 'day', day: DAY - 1 }, cutoffMs, WHOLE_CITY)).columns).toEqual(before.columns);
  const after = await history.standAt({ kind: 'day', day: DAY - 1 }, cutoffMs + MINUTE_MS, WHOLE_CITY);
  expect(after.columns.listed[3]).toBe((before.columns.listed[3] ?? 0) + 1);
});

it('tells nothing of grids and streets outside a competence', async () => {
  const street: AreaRef = { level: 'street', index: 4 };
  const { from, to } = gridRangeOf(office.city, street);
  const { columns, unplacedByStreet } = await history.standAt({ kind: 'all' }, NOW_MS, street);
  for (const name of COLUMNS) {
    expect([...columns[name].subarray(0, from), ...columns[name].subarray(to)].every((count) => count === 0)).toBe(true);
  }
  expect(columns.listed.subarray(from, to).some((count) => count > 0)).toBe(true);
  expect(unplacedByStreet.every((count, index) => count === 0 || index === street.index)).toBe(true);
});
