import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../../shared/domain/time.ts';
import { TABLE_NAMES } from '../../../../shared/tables/index.ts';
import { openDatabase } from '../../db/database.ts';
import { Applier } from '../applier.ts';
import type { Change } from '../change.ts';
import { createReplicaTables, replicaIdentity } from '../replica-file.ts';
import { coverageBytes, expectedSummaries, recountedSummaries, storedSummaries } from '../testing/expected-summaries.ts';
import { TEST_CITY, TEST_DAY_MS, testRow } from '../testing/rows.ts';

const HISTORIES = 10_000;
const KEYS = 12;

const time = fc.integer({ min: 0, max: 5 }).map((halfDays) => TEST_DAY_MS + (halfDays * DAY_MS) / 2);
const timeOrNull = fc.option(time);
const place = { grid: fc.integer({ min: -1, max: 3 }), street: fc.integer({ min: -1, max: 1 }), placement: fc.constantFrom(0, 0, 0, 1, 2) };
/** Now and then something a source must not send: it goes to the quarantine and counts nowhere. */
const state = (states: number) =>
  fc.oneof({ weight: 30, arbitrary: fc.nat(states - 1) }, { weight: 1, arbitrary: fc.constantFrom(99, Number.NaN) });
const batchId = fc.integer({ min: 0, max: 2 });

const COLUMNS = {
  batch: { due_at: time },
  task: { batch_id: batchId, ...place, state: state(7), outcome: fc.nat(7), due_at: time, verified_at: timeOrNull },
  alert: { ...place, level: fc.nat(3), state: state(3), raised_at: time },
  work_order: { ...place, state: state(8), supervised: fc.nat(1), deferred_at: timeOrNull },
  position: { grid: place.grid },
};
type Counted = keyof typeof COLUMNS;

function rowChanges(table: Counted): fc.Arbitrary<Change> {
  const key = table === 'batch' ? batchId : fc.nat(KEYS - 1);
  const keyColumn = table === 'position' ? 'worker_id' : 'id';
  const columns: Record<string, fc.Arbitrary<number | null>> = COLUMNS[table];
  const values = fc.record(columns);
  const upsert = fc
    .tuple(key, values)
    .map(([id, given]) => ({ op: 'upsert', table, row: testRow(table, { ...given, [keyColumn]: id }) }) as Change);
  const patch = fc.record({ op: fc.constant('patch'), table: fc.constant(table), key, values: fc.record(columns, { requiredKeys: [] }) });
  const remove = fc.record({ op: fc.constant('delete' as const), table: fc.constant(table), key });
  return fc.oneof({ weight: 5, arbitrary: upsert }, { weight: 3, arbitrary: patch }, { weight: 2, arbitrary: remove });
}

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 60, arbitrary: rowChanges('task') },
  { weight: 10, arbitrary: rowChanges('batch') },
  { weight: 15, arbitrary: rowChanges('alert') },
  { weight: 10, arbitrary: rowChanges('work_order') },
  { weight: 10, arbitrary: rowChanges('position') },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('truncate' as const), table: fc.constantFrom(...TABLE_NAMES) }) },
);

/** Transactions; each may be delivered a second time. */
const history = fc.array(fc.record({ changes: fc.array(change, { minLength: 1, maxLength: 12 }), redelivered: fc.boolean() }), {
  minLength: 1,
  maxLength: 5,
});

function emptyReplica() {
  const db = openDatabase(':memory:', { role: 'replica', synchronous: 'OFF' });
  createReplicaTables(db, replicaIdentity('test', TEST_CITY.version));
  return { db, applier: new Applier(db, { sourceId: 'test', city: TEST_CITY }) };
}

describe('summaries', () => {
  test(`are after any of ${HISTORIES} histories what a full recount makes of the rows`, { timeout: 300_000 }, () => {
    const { db, applier } = emptyReplica();
    const startOver = TABLE_NAMES.map((table) => ({ op: 'truncate', table }) as const);
    fc.assert(
      fc.property(history, (transactions) => {
        applier.apply({ position: 'start', committedAtMs: 0, changes: startOver });
        transactions.forEach(({ changes, redelivered }, index) => {
          const transaction = { position: String(index), committedAtMs: index, changes };
          applier.apply(transaction);
          if (redelivered) applier.apply(transaction);
        });
        const stored = storedSummaries(db);
        expect(stored).toEqual(recountedSummaries(db));
        expect(stored).toEqual(expectedSummaries(db));
        const { stored: bytes, recounted } = coverageBytes(db);
        expect(bytes).toEqual(recounted);
      }),
      { numRuns: HISTORIES },
    );
    db.close();
  });
});
