import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BatchScope } from '../../../shared/domain/figures.ts';
import { DAY_MS, dayOf, HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { TABLE_NAMES } from '../../../shared/tables/index.ts';
import { openDatabase } from '../db/database.ts';
import { sql } from '../db/sql.ts';
import { Applier } from '../replication/applier.ts';
import type { Change } from '../replication/change.ts';
import { createReplicaTables, replicaIdentity } from '../replication/replica-file.ts';
import { TEST_CITY, TEST_DAY_MS, testRow } from '../replication/testing/rows.ts';
import { openIn } from '../replication/summaries/coverage-counts.ts';
import { readAllGrids } from '../topics/coverage-grids.ts';
import { inScope, type ResolvedScope, resolveScopeIfKnown } from './batch-scope.ts';
import { batchesOf, sumCoverage } from './coverage-rows.ts';
import { nextDueTime, overdueIn } from './overdue.ts';
import { IS_OPEN, IS_PLACED } from './task-figures.ts';

const MORNING_MS = startOfDay(dayOf(TEST_DAY_MS));
/** More than one block of the summary, and a border within one. */
const GRIDS = 40;
const AREA = { from: 3, to: 35 };

/** Twice a day for two days: batches of a day that are due together or apart, and tasks due with their batch, before and after. */
const dueAt = fc.nat(3).map((half) => MORNING_MS + half * (DAY_MS / 2) + 6 * HOUR_MS);
const batch = fc
  .record({ id: fc.integer({ min: 1, max: 4 }), due_at: dueAt })
  .map((given): Change => ({ op: 'upsert', table: 'batch', row: testRow('batch', given) }));
/** Batch 5 never comes. */
const task = fc
  .record({
    id: fc.nat(30),
    batch_id: fc.integer({ min: 1, max: 5 }),
    grid: fc.integer({ min: -1, max: GRIDS - 1 }),
    state: fc.nat(6),
    due_at: dueAt,
    verified_at: fc.constantFrom(null, MORNING_MS),
  })
  .map((given): Change => ({ op: 'upsert', table: 'task', row: testRow('task', given) }));
const withdrawn = fc.integer({ min: 1, max: 4 }).map((key): Change => ({ op: 'delete', table: 'batch', key }));
const changes = fc.array(fc.oneof({ weight: 6, arbitrary: task }, { weight: 3, arbitrary: batch }, { weight: 1, arbitrary: withdrawn }), {
  minLength: 1,
  maxLength: 60,
});
const SCOPES: readonly BatchScope[] = [
  { kind: 'all' },
  { kind: 'day', day: dayOf(TEST_DAY_MS) },
  { kind: 'day', day: dayOf(TEST_DAY_MS) + 1 },
  { kind: 'batch', batchId: 1 },
  { kind: 'batch', batchId: 5 },
];

test('overdue of any scope at any moment is what a count of the tasks themselves gives', () => {
  const db = openDatabase(':memory:', { role: 'replica', synchronous: 'OFF' });
  createReplicaTables(db, replicaIdentity('test', TEST_CITY.version));
  const applier = new Applier(db, { sourceId: 'test', city: TEST_CITY });
  const counted = (scope: ResolvedScope, nowMs: number): Map<number, number> =>
    new Map(
      db
        .values(sql`SELECT grid, COUNT(*) FROM task
          WHERE ${IS_PLACED} AND ${IS_OPEN} AND due_at <= ${nowMs} AND ${inScope('batch_id', scope)} GROUP BY grid`)
        .map(([grid, count]) => [Number(grid), Number(count)]),
    );
  fc.assert(
    fc.property(changes, fc.nat(48), (history, hour) => {
      applier.apply({ position: '0', committedAtMs: 0, changes: TABLE_NAMES.map((table) => ({ op: 'truncate', table })) });
      history.forEach((change, index) => applier.apply({ position: String(index), committedAtMs: 0, changes: [change] }));
      const nowMs = MORNING_MS + hour * HOUR_MS;
      for (const asked of SCOPES) {
        const scope = resolveScopeIfKnown(db, asked, nowMs);
        const expected = counted(scope, nowMs);
        const { overdue } = readAllGrids(db, scope, AREA, GRIDS, nowMs);
        const inArea = Array.from({ length: GRIDS }, (_, grid) => (grid >= AREA.from && grid < AREA.to ? (expected.get(grid) ?? 0) : 0));
        expect([...overdue], JSON.stringify(asked)).toEqual(inArea);
        expect(overdueIn(db, scope, AREA, openIn(sumCoverage(db, batchesOf(scope), AREA), 0), nowMs), JSON.stringify(asked)).toBe(
          inArea.reduce((sum, count) => sum + count, 0),
        );
        const later = nextDueTime(db, scope, nowMs);
        const isSame = later === null || [...counted(scope, later - 1)].every(([grid, count]) => expected.get(grid) === count);
        expect(isSame, 'nothing becomes overdue before the next due time').toBe(true);
      }
    }),
    { numRuns: 300 },
  );
  db.close();
});
