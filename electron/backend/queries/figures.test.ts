import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskQuery } from '../../../shared/contract/backend-api.ts';
import type { AreaCounts } from '../../../shared/domain/area-counts.ts';
import { type AreaRef, childAreas, gridRangeOf, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import type { BatchScope, TaskFigure } from '../../../shared/domain/figures.ts';
import { TASK_OUTCOMES } from '../../../shared/domain/screening.ts';
import { HOUR_MS, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import { sql } from '../db/sql.ts';
import { openSimulatedOffice, type SimulatedOffice } from '../reports/testing/simulated-office.ts';
import { areaCounts } from './area-counts.ts';
import { areaCountsAsOf } from './area-counts-as-of.ts';
import { batchCoverage } from './batch-coverage.ts';
import { dayAxis } from './day-axis.ts';
import { DueDayCounts } from './due-day-counts.ts';
import { gridDetail } from './grid-detail.ts';
import type { QueryContext } from './query-context.ts';
import { tasks } from './tasks.ts';
import { trend } from './trend.ts';

/** 2026-11-23 19:10 in Shanghai: after the cut-off, with work going on. */
const DAY = 20_780;
const NOW_MS = startOfDay(DAY) + 19 * HOUR_MS + 10 * MINUTE_MS;
const neverAborted = new AbortController().signal;

let office: SimulatedOffice;
let context: QueryContext;
let busiestGrid: number;

beforeAll(async () => {
  office = await openSimulatedOffice(NOW_MS);
  const { replica, city, clock } = office;
  context = { db: replica.read, city, clock, dueDays: new DueDayCounts(replica.read, city) };
  busiestGrid = context.db.value<number>(sql`SELECT grid FROM task WHERE placement = 0 GROUP BY grid ORDER BY COUNT(*) DESC LIMIT 1`) ?? 0;
}, 60_000);

afterAll(() => office.close());

function areasAbove(grid: number): readonly AreaRef[] {
  const { grids } = office.city;
  return [
    WHOLE_CITY,
    { level: 'district', index: grids.district[grid] ?? 0 },
    { level: 'street', index: grids.street[grid] ?? 0 },
    { level: 'community', index: grids.community[grid] ?? 0 },
    { level: 'grid', index: grid },
  ];
}

/** What each figure is by its formula, from the counts that screens show. */
function figuresOf(counts: AreaCounts): Readonly<Record<TaskFigure, number>> {
  const outcome = (name: (typeof TASK_OUTCOMES)[number]) => counts.outcomes[TASK_OUTCOMES.indexOf(name) - 1] ?? -1;
  const { listed, withdrawn, deferred, verified } = counts;
  return {
    ...counts,
    due: listed - withdrawn,
    dueWithoutDeferred: listed - withdrawn - deferred,
    missing: listed - withdrawn - verified,
    homeObservation: outcome('homeObservation'),
    centralisedIsolation: outcome('centralisedIsolation'),
    nucleicAcidTest: outcome('nucleicAcidTest'),
    healthMonitoring: outcome('healthMonitoring'),
    cleared: outcome('cleared'),
    notInCity: outcome('notInCity'),
    transferred: outcome('transferred'),
  };
}
const FIGURES: readonly TaskFigure[] = [
  'listed',
  'due',
  'dueWithoutDeferred',
  'missing',
  'pushed',
  'assigned',
  'inProgress',
  'verified',
  'verifiedOnTime',
  'unreachable',
  'deferred',
  'withdrawn',
  'overdue',
  'unplaced',
  'homeObservation',
  'centralisedIsolation',
  'nucleicAcidTest',
  'healthMonitoring',
  'cleared',
  'notInCity',
  'transferred',
];

function firstPage(area: AreaRef, scope: BatchScope, figure: TaskFigure): TaskQuery {
  return { area, scope, figure, sort: { column: 'urgency', descending: true }, offset: 0, limit: 500 };
}

function add(left: AreaCounts, right: AreaCounts): AreaCounts {
  const sums = Object.entries(left).map(([name, value]) => {
    const other: unknown = Reflect.get(right, name);
    if (Array.isArray(value) && Array.isArray(other)) return [name, value.map((count, index) => count + Number(other[index]))];
    return [name, Number(value) + Number(other)];
  });
  return Object.fromEntries(sums) as AreaCounts;
}

describe('figures', () => {
  it('each is exactly the number of rows that it leads to, at every level and scope', async () => {
    const batchId = context.db.value<number>(sql`SELECT id FROM batch ORDER BY due_at DESC LIMIT 1`) ?? 0;
    const scopes: readonly BatchScope[] = [{ kind: 'today' }, { kind: 'day', day: DAY - 1 }, { kind: 'batch', batchId }, { kind: 'all' }];
    for (const scope of scopes) {
      for (const area of areasAbove(busiestGrid)) {
        const figures = figuresOf(areaCounts(context, { area, scope }));
        for (const figure of FIGURES) {
          const { total } = await tasks(context, firstPage(area, scope, figure), neverAborted);
          expect(total, `${figure} of ${area.level} ${scope.kind}`).toBe(figures[figure]);
        }
      }
    }
  });

  it('of the children add up to those of their parent; only an unknown street belongs to the city alone', () => {
    const scope: BatchScope = { kind: 'all' };
    for (const area of areasAbove(busiestGrid).slice(0, -1)) {
      const parent = areaCounts(context, { area, scope });
      const sum = childAreas(office.city, area)
        .map((child) => areaCounts(context, { area: child, scope }))
        .reduce(add);
      const unplacedHere =
        area.level === 'city'
          ? (context.db.value<number>(sql`SELECT COUNT(*) FROM task WHERE grid < 0 AND street < 0 AND state <> 6`) ?? 0)
          : area.level === 'street'
            ? parent.unplaced
            : 0;
      expect({ ...sum, unplaced: sum.unplaced + unplacedHere }, area.level).toEqual(parent);
    }
  });

  it('of the batches of a day add up to the day', async () => {
    const batches = await batchCoverage(context, WHOLE_CITY, neverAborted);
    const sum = batches
      .filter(({ day }) => day === DAY)
      .map(({ counts }) => counts)
      .reduce(add);
    expect(sum).toEqual(areaCounts(context, { area: WHOLE_CITY, scope: { kind: 'today' } }));
    expect(batches.map(({ counts }) => counts).reduce(add)).toEqual(areaCounts(context, { area: WHOLE_CITY, scope: { kind: 'all' } }));
  });

  it('as of now are those of now, recomputed from times alone', async () => {
    for (const area of areasAbove(busiestGrid)) {
      for (const day of [DAY, DAY - 1, DAY - 5]) {
        const asOf = await areaCountsAsOf(context, { area, day, asOfMs: NOW_MS }, neverAborted);
        expect(asOf, `${area.level} ${day}`).toEqual(areaCounts(context, { area, scope: { kind: 'day', day } }));
      }
    }
  });

  it('of a trend stand as they did at the due time of their day', async () => {
    for (const area of areasAbove(busiestGrid)) {
      for (const { day, alerts, ...counts } of (await trend(context, { area, days: 14 }, neverAborted)).slice(-4)) {
        const asOfMs =
          context.db.value<number>(
            sql`SELECT MAX(due_at) FROM batch WHERE due_at >= ${startOfDay(day)} AND due_at < ${startOfDay(day + 1)}`,
          ) ?? 0;
        expect(await areaCountsAsOf(context, { area, day, asOfMs }, neverAborted), `${area.level} ${day}`).toMatchObject(counts);
        const { from, to } = gridRangeOf(office.city, area);
        const raised =
          area.level === 'city'
            ? sql`SELECT COUNT(*) FROM alert WHERE raised_at >= ${startOfDay(day)} AND raised_at < ${startOfDay(day + 1)}`
            : sql`SELECT COUNT(*) FROM alert WHERE raised_at >= ${startOfDay(day)} AND raised_at < ${startOfDay(day + 1)} AND grid >= ${from} AND grid < ${to}`;
        expect(alerts).toBe(context.db.value(raised));
      }
    }
  });

  it('of the day axis are at each step what they were at that moment', async () => {
    const area = areasAbove(busiestGrid)[1] ?? WHOLE_CITY;
    const axis = await dayAxis(context, { area, day: DAY }, neverAborted);
    expect(axis.verifiedUpTo).toHaveLength(96);
    for (const step of [0, 20, 40, 71, 72, 95]) {
      const asOfMs = startOfDay(DAY) + (step + 1) * axis.stepMinutes * MINUTE_MS;
      const counts = await areaCountsAsOf(context, { area, day: DAY, asOfMs }, neverAborted);
      expect([axis.dueUpTo[step], axis.verifiedUpTo[step], axis.deferredUpTo[step]], `step ${step}`).toEqual([
        counts.listed - counts.withdrawn,
        counts.verified,
        counts.deferred,
      ]);
    }
    const raised = axis.alertsByLevel.map((steps) => steps.reduce((sum, count) => sum + count, 0));
    const { from, to } = gridRangeOf(office.city, area);
    for (const [level, count] of raised.entries()) {
      expect(count).toBe(
        context.db.value(sql`SELECT COUNT(*) FROM alert
        WHERE level = ${level} AND raised_at >= ${startOfDay(DAY)} AND raised_at < ${startOfDay(DAY + 1)} AND grid >= ${from} AND grid < ${to}`),
      );
    }
  });

  it('of a grid panel are those of its area', async () => {
    const area: AreaRef = { level: 'grid', index: busiestGrid };
    const detail = await gridDetail(context, { grid: busiestGrid, scope: { kind: 'all' } }, true, neverAborted);
    expect(detail.counts).toEqual(areaCounts(context, { area, scope: { kind: 'all' } }));
    expect(detail.trend).toEqual(await trend(context, { area, days: 14 }, neverAborted));
    expect(detail.dataCollectedAtMinutes).toHaveLength(45);
    expect(detail.leaderName).toMatch(/\*/);
  });
});

describe('a list of tasks', () => {
  it('can be walked page by page without losing or repeating a row, in the order asked for', async () => {
    const columns = ['urgency', 'dueAt', 'state', 'grid', 'verifiedAt', 'attempts'] as const;
    for (const column of columns) {
      for (const descending of [false, true]) {
        const query = { ...firstPage(WHOLE_CITY, { kind: 'day', day: DAY - 1 }, 'listed'), sort: { column, descending }, limit: 70 };
        const whole = await tasks(context, { ...query, limit: 500 }, neverAborted);
        const walked: number[] = [];
        for (let offset = 0; walked.length < Math.min(whole.total, 500); offset += 70) {
          walked.push(...(await tasks(context, { ...query, offset }, neverAborted)).rows.map(({ id }) => id));
        }
        expect(walked.slice(0, 500), column).toEqual(whole.rows.map(({ id }) => id));
        expect(new Set(walked).size).toBe(walked.length);
      }
    }
  });

  it('is the order that one sort over all rows would give', async () => {
    const expected =
      context.db.values(sql`SELECT id FROM task JOIN (SELECT id AS batch FROM batch WHERE due_at >= ${startOfDay(DAY)} AND due_at < ${startOfDay(DAY + 1)})
      ON batch = batch_id WHERE placement = 0 AND grid >= 0 ORDER BY state IN (0, 1, 2, 4) DESC, -due_at DESC, attempts DESC, id LIMIT 200`);
    const page = await tasks(context, { ...firstPage(WHOLE_CITY, { kind: 'today' }, 'listed'), limit: 200 }, neverAborted);
    expect(page.rows.map(({ id }) => id)).toEqual(expected.map(([id]) => id));
  });

  it('finds tasks by the name of their compound and by their number, and nothing by a person', async () => {
    const [task] = context.db.rows<{ id: number; compound: number; person_name: string }>(
      sql`SELECT id, compound, person_name FROM task WHERE compound >= 0 AND grid >= 0 ORDER BY id LIMIT 1`,
    );
    const name = office.city.compounds.name[task?.compound ?? 0] ?? '';
    const query = firstPage(WHOLE_CITY, { kind: 'all' }, 'listed');
    const byCompound = await tasks(context, { ...query, text: name }, neverAborted);
    expect(byCompound.total).toBeGreaterThan(0);
    expect((await tasks(context, { ...query, text: String(task?.id) }, neverAborted)).rows.map(({ id }) => id)).toContain(task?.id);
    expect((await tasks(context, { ...query, text: task?.person_name ?? '' }, neverAborted)).total).toBe(0);
  });
});
