import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../../../shared/contract/caller.ts';
import { type AreaRef, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { DAY_MS, dayOf, HOUR_MS, MINUTE_MS, startOfDay } from '../../../shared/domain/time.ts';
import type { Change } from '../replication/change.ts';
import { testRow } from '../replication/testing/rows.ts';
import { AlertsState } from './alerts-state.ts';
import { CoverageState } from './coverage-state.ts';
import { CoverageMirror, RowsMirror } from './testing/mirrors.ts';
import { openTopicOffice, type TopicOffice } from './testing/topic-office.ts';
import { WorkersState } from './workers-state.ts';

/** 2026-11-23 16:00 in Shanghai. */
const START_MS = startOfDay(20_780) + 16 * HOUR_MS;
const COALESCE_MS = 250;
const DISTRICT: AreaRef = { level: 'district', index: 0 };

let opened: TopicOffice;

beforeAll(async () => {
  opened = await openTopicOffice(START_MS);
}, 60_000);

afterAll(() => opened.close());

function callerOf(competence: AreaRef): Caller {
  return { face: 'console', user: 'tester', role: 'operator', competence };
}

const GRIDS = [-1, 0, 1, 40, 3000, 12_000] as const;
const dueAtMs = (day: number) => startOfDay(day) + 18 * HOUR_MS;

const taskChange = fc
  .record({
    id: fc.integer({ min: 1, max: 30 }),
    grid: fc.constantFrom(...GRIDS),
    batch_id: fc.constantFrom(990_001, 990_002),
    state: fc.integer({ min: 0, max: 6 }),
    worker_id: fc.constantFrom(-1, 12, 13, 990),
    isDeleted: fc.boolean(),
    dueInMinutes: fc.constantFrom(-30, 1, 30),
  })
  .map(({ id, isDeleted, dueInMinutes, ...values }): ((nowMs: number) => Change) => (nowMs) => {
    if (isDeleted) return { op: 'delete', table: 'task', key: 900_000_000 + id };
    const isVerified = values.state === 3;
    const row = testRow('task', {
      ...values,
      id: 900_000_000 + id,
      placement: values.grid < 0 ? 1 : 0,
      street: 5,
      outcome: isVerified ? 1 : 0,
      pushed_at: nowMs - HOUR_MS,
      due_at: nowMs + dueInMinutes * MINUTE_MS,
      verified_at: isVerified ? nowMs : null,
    });
    return { op: 'upsert', table: 'task', row };
  });

const alertChange = fc
  .record({
    id: fc.integer({ min: 1, max: 12 }),
    grid: fc.constantFrom(...GRIDS),
    state: fc.integer({ min: 0, max: 2 }),
    ageDays: fc.integer({ min: 0, max: 9 }),
    isDeleted: fc.boolean(),
  })
  .map(({ id, ageDays, isDeleted, ...values }): ((nowMs: number) => Change) => (nowMs) => {
    const key = 900_000_000 + id;
    if (isDeleted) return { op: 'delete', table: 'alert', key };
    return {
      op: 'upsert',
      table: 'alert',
      row: testRow('alert', { ...values, id: key, level: id % 4, raised_at: nowMs - ageDays * DAY_MS - MINUTE_MS }),
    };
  });

const positionChange = fc
  .record({
    worker_id: fc.constantFrom(12, 13, 14, 990),
    grid: fc.constantFrom(...GRIDS),
    longitude: fc.integer({ min: 1, max: 5 }),
    isDeleted: fc.boolean(),
  })
  .map(({ isDeleted, ...values }): ((nowMs: number) => Change) => (nowMs) => {
    if (isDeleted) return { op: 'delete', table: 'position', key: values.worker_id };
    return { op: 'upsert', table: 'position', row: testRow('position', { ...values, located_at: nowMs }) };
  });

const batchChange = fc
  .record({ id: fc.constantFrom(990_001, 990_002), days: fc.integer({ min: 0, max: 1 }) })
  .map(({ id, days }): ((nowMs: number) => Change) => (nowMs) => ({
    op: 'upsert',
    table: 'batch',
    row: testRow('batch', { id, due_at: dueAtMs(dayOf(nowMs) + days) }),
  }));

const changes = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: taskChange },
    { weight: 3, arbitrary: alertChange },
    { weight: 3, arbitrary: positionChange },
    { weight: 1, arbitrary: batchChange },
  ),
  { maxLength: 8 },
);
/** Transactions with the minutes that pass after each. */
const history = fc.array(fc.record({ changes, minutes: fc.constantFrom(0, 0, 1, 31) }), { minLength: 1, maxLength: 8 });

it('a snapshot with its deltas is always what a fresh snapshot would be, for any history, within any competence', async () => {
  const {
    context,
    publisher,
    office: { clock },
  } = opened;
  const coverage = [WHOLE_CITY, DISTRICT].map((competence) => ({ competence, mirror: new CoverageMirror() }));
  const alerts = new RowsMirror();
  const workers = new RowsMirror();
  for (const { competence, mirror } of coverage) {
    publisher.subscribe('coverage', { scope: { kind: 'today' } }, callerOf(competence), null, (event) => mirror.receive(event));
  }
  publisher.subscribe('alerts', {}, callerOf(DISTRICT), null, (event) => alerts.receive(event));
  publisher.subscribe('workers', {}, callerOf(WHOLE_CITY), null, (event) => workers.receive(event));
  const freshAlerts = (): RowsMirror['rows'] => {
    const [mirror, state] = [new RowsMirror(), new AlertsState(context, DISTRICT)];
    state.refresh();
    mirror.receive({ kind: 'snapshot', revision: 1, data: state.snapshot() });
    return mirror.rows;
  };
  const freshWorkers = (): RowsMirror['rows'] => {
    const [mirror, state] = [new RowsMirror(), new WorkersState(context, WHOLE_CITY)];
    state.refresh();
    mirror.receive({ kind: 'snapshot', revision: 1, data: state.snapshot() });
    return mirror.rows;
  };
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      for (const { changes: makers, minutes } of steps) {
        await opened.apply(makers.map((make) => make(clock.now())));
        clock.advance(minutes * MINUTE_MS);
      }
      clock.advance(MINUTE_MS + COALESCE_MS);
      for (const { competence, mirror } of coverage) {
        const fresh = new CoverageState(context, { kind: 'today' }, competence);
        fresh.refresh();
        expect(mirror.state).toEqual(fresh.snapshot());
      }
      expect(alerts.rows).toEqual(freshAlerts());
      expect(workers.rows).toEqual(freshWorkers());
    }),
    { numRuns: 40 },
  );
  // Most of it must have come as deltas, or the property would hold for nothing.
  for (const { mirror } of coverage) expect(mirror.deltas).toBeGreaterThan(mirror.snapshots);
}, 60_000);
