import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AreaRef, gridRangeOf, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { ALERT_STATE } from '../queries/codes.ts';
import type { Change } from '../replication/change.ts';
import { testRow } from '../replication/testing/rows.ts';
import { openSimulatedOffice, type SimulatedOffice } from '../reports/testing/simulated-office.ts';
import { AlertHistory } from './alert-history.ts';
import { AsOfDb } from './as-of-db.ts';

const NOW_MS = startOfDay(20_780) + 16 * HOUR_MS;

let office: SimulatedOffice;
let history: AlertHistory;

beforeAll(async () => {
  office = await openSimulatedOffice(NOW_MS);
  history = new AlertHistory(office.replica.read, office.city);
  office.replica.observe((applied) => history.touch(applied));
}, 60_000);

afterAll(() => office.close());

async function stoodAt(atMs: number, sinceMs: number): Promise<(readonly number[])[]> {
  const { columns } = await history.standAt(atMs, sinceMs, WHOLE_CITY);
  return [...columns.id].map((id, row) => [id, columns.level[row] ?? -1, columns.state[row] ?? -1, columns.raisedAtMs[row] ?? 0]);
}

function recounted(atMs: number, sinceMs: number): unknown[][] {
  return new AsOfDb(office.replica.read, atMs, []).values(
    sql`SELECT id, level, state, raised_at FROM alert WHERE raised_at >= ${sinceMs} OR state <> ${ALERT_STATE.closed} ORDER BY id`,
  );
}

const alertChange = fc
  .record({
    id: fc.integer({ min: 1, max: 10 }),
    raised: fc.integer({ min: -100, max: 0 }),
    acknowledged: fc.option(fc.nat(20), { nil: null }),
    closed: fc.option(fc.nat(40), { nil: null }),
    isDeleted: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ id, raised, acknowledged, closed, isDeleted }): Change => {
    if (isDeleted === 0) return { op: 'delete', table: 'alert', key: 900_000_000 + id };
    const raisedAt = NOW_MS + raised * HOUR_MS;
    const times = {
      raised_at: raisedAt,
      acknowledged_at: acknowledged === null ? null : raisedAt + acknowledged * HOUR_MS,
      closed_at: closed === null ? null : raisedAt + closed * HOUR_MS,
    };
    // Some are closed without a word of when.
    const state = closed !== null || id === 1 ? ALERT_STATE.closed : ALERT_STATE.raised;
    return { op: 'upsert', table: 'alert', row: testRow('alert', { id: 900_000_000 + id, level: id % 4, state, ...times }) };
  });

it('alerts of any moment are those of the rows, in the state they had, whatever is applied in between', async () => {
  const moment = fc.integer({ min: 0, max: 5 * 24 * 60 }).map((minutes) => NOW_MS - minutes * MINUTE_MS);
  let transactions = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(alertChange, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), moment, async (applied, atMs) => {
      const asked: Promise<unknown>[] = [];
      for (const changes of applied) {
        transactions += 1;
        await office.replica.sink.transaction({ position: `test-${transactions}`, committedAtMs: NOW_MS, changes });
        asked.push(stoodAt(atMs, atMs - DAY_MS));
        await setImmediate();
      }
      await Promise.all(asked);
      const kept = await stoodAt(atMs, atMs - DAY_MS);
      expect(kept.sort(([left = 0], [right = 0]) => left - right)).toEqual(recounted(atMs, atMs - DAY_MS));
    }),
    { numRuns: 60 },
  );
}, 60_000);

it('holds nothing back that a street has, and gives it nothing else', async () => {
  const street: AreaRef = { level: 'street', index: 4 };
  const { from, to } = gridRangeOf(office.city, street);
  const { columns } = await history.standAt(NOW_MS, 0, street);
  const expected = office.replica.read.value<number>(sql`SELECT COUNT(*) FROM alert WHERE grid >= ${from} AND grid < ${to}`);
  expect([columns.grid.length, columns.grid.every((grid) => grid >= from && grid < to)]).toEqual([expected, true]);
});
