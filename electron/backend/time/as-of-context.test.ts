import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodedError } from '../../../shared/contract/errors.ts';
import { type AreaRef, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { alerts } from '../queries/alerts.ts';
import { areaCountsThen } from '../queries/area-counts-then.ts';
import { batchCoverage } from '../queries/batch-coverage.ts';
import { DueDayCounts } from '../queries/due-day-counts.ts';
import { gridDetail } from '../queries/grid-detail.ts';
import type { QueryContext } from '../queries/query-context.ts';
import { tasks } from '../queries/tasks.ts';
import { timeline } from '../queries/timeline.ts';
import { trend } from '../queries/trend.ts';
import { workers } from '../queries/workers.ts';
import { workOrders } from '../queries/work-orders.ts';
import { openSimulatedOffice, type SimulatedOffice } from '../reports/testing/simulated-office.ts';
import { contextAsOf } from './as-of-context.ts';

/** Two offices of the same city: one whose replica was filled at a moment, one that was filled later and looks back to it. */
const DAY = 20_780;
const THEN_MS = startOfDay(DAY) + 16 * HOUR_MS;
const NOW_MS = THEN_MS + 40 * MINUTE_MS;
const { signal } = new AbortController();
const SCOPES = [{ kind: 'today' }, { kind: 'day', day: DAY - 1 }, { kind: 'all' }] as const;

let offices: readonly SimulatedOffice[] = [];
let then: QueryContext;
let lookingBack: QueryContext;
let areas: readonly AreaRef[];

function contextOf({ replica, city, clock }: SimulatedOffice): QueryContext {
  return { db: replica.read, city, clock, dueDays: new DueDayCounts(replica.read, city) };
}

beforeAll(async () => {
  const [atMoment, later] = [await openSimulatedOffice(THEN_MS), await openSimulatedOffice(NOW_MS)];
  offices = [atMoment, later];
  then = contextOf(atMoment);
  lookingBack = contextAsOf(contextOf(later), THEN_MS);
  const { grids } = atMoment.city;
  const grid = then.db.value<number>(sql`SELECT grid FROM task WHERE placement = 0 GROUP BY grid ORDER BY COUNT(*) DESC LIMIT 1`) ?? 0;
  areas = [
    WHOLE_CITY,
    { level: 'district', index: grids.district[grid] ?? 0 },
    { level: 'street', index: grids.street[grid] ?? 0 },
    { level: 'grid', index: grid },
  ];
}, 120_000);

afterAll(() => {
  for (const office of offices) office.close();
});

/** The answers of both, which must not differ. */
async function expectSame(ask: (context: QueryContext) => unknown): Promise<void> {
  const answers = [await ask(lookingBack), await ask(then)];
  expect(answers[0]).toEqual(answers[1]);
}

describe('looking back', () => {
  it('work went on meanwhile, so that there is something to look back over', () => {
    const verified = (context: QueryContext) => context.db.value<number>(sql`SELECT COUNT(*) FROM task WHERE verified_at IS NOT NULL`) ?? 0;
    const [, later] = offices;
    if (later === undefined) throw new Error('no office');
    expect(verified(contextOf(later))).toBeGreaterThan(verified(then));
    expect(verified(lookingBack)).toBe(verified(then));
  });

  it('counts of every area and scope are what they were', async () => {
    for (const area of areas) {
      for (const scope of SCOPES) await expectSame((context) => areaCountsThen(context, { area, scope }, signal));
      await expectSame((context) => batchCoverage(context, area, signal));
    }
  });

  it('the trend ends where it ended', async () => {
    for (const area of areas) await expectSame((context) => trend(context, { area, days: 14 }, signal));
  });

  it('lists hold the tasks, alerts and orders of then in the states of then', async () => {
    const page = { offset: 0, limit: 500 } as const;
    for (const area of areas) {
      for (const figure of ['missing', 'verified', 'overdue', 'unplaced', 'assigned', 'pushed'] as const) {
        const sort = { column: 'urgency', descending: true } as const;
        await expectSame(async (context) => {
          const { total, rows } = await tasks(context, { area, scope: { kind: 'today' }, figure, sort, ...page }, signal);
          // How often somebody was called at carries no time, and urgency is sorted by it.
          return { total, rows: rows.map((row) => ({ ...row, attempts: 0 })).sort((left, right) => left.id - right.id) };
        });
      }
      const raised = { raisedFromMs: THEN_MS - DAY_MS, raisedToMs: NOW_MS, levels: [], kinds: [] };
      for (const states of [[], [0, 1]]) await expectSame((context) => alerts(context, { area, ...raised, states, ...page }, true));
      await expectSame((context) => workOrders(context, { area, figure: 'open', ...page }).total);
      await expectSame((context) =>
        timeline(context, { area, fromMs: startOfDay(DAY), toMs: startOfDay(DAY + 1), limit: 500 }).map(({ kind, atMs }) => [kind, atMs]),
      );
    }
  });

  it('a grid is told as it was', async () => {
    const grid = areas.at(-1)?.index ?? 0;
    await expectSame(async (context) => {
      const {
        workersPresent: _who,
        dataCollectedAtMinutes: _ages,
        trend: days,
        ...detail
      } = await gridDetail(context, { grid, scope: { kind: 'today' } }, true, signal);
      return { ...detail, days: days.length };
    });
  });

  it('workers are where the positions that are given had them', async () => {
    const rows = then.db.values(sql`SELECT worker_id, grid, located_at FROM position`);
    const [, later] = offices;
    if (later === undefined) throw new Error('no office');
    const positions = rows.map(([worker, grid, locatedAt]) => [Number(worker), Number(grid), Number(locatedAt), 0] as const);
    const withPositions = contextAsOf(contextOf(later), THEN_MS, positions);
    for (const area of areas) expect(await workers(withPositions, area, signal)).toEqual(await workers(then, area, signal));
  });

  it('never asks a summary, which tells of now, and refuses moments that are still to come', () => {
    expect(() => lookingBack.db.value(sql`SELECT COUNT(*) FROM summary_unplaced`)).toThrow(RangeError);
    expect(() => contextAsOf(then, THEN_MS + 1)).toThrow(CodedError);
    expect(contextAsOf(then, undefined)).toBe(then);
  });
});
