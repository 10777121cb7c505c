import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AreaRef, gridRangeOf, WHOLE_CITY } from '../../../shared/domain/areas.ts';
import { ageClassOf, collectedAgeMs } from '../../../shared/domain/data-age.ts';
import { NO_PROFILE } from '../../../shared/domain/data-categories.ts';
import { HOUR_MS, startOfDay } from '../../../shared/domain/time.ts';
import { openSimulatedOffice, type SimulatedOffice } from '../reports/testing/simulated-office.ts';
import { areaCountsAsOf, countsAsOf } from './area-counts-as-of.ts';
import { DueDayCounts } from './due-day-counts.ts';
import { batchesOfDays } from './grid-counts-as-of.ts';
import { gridColumnsAsOf } from './grid-columns-as-of.ts';
import { gridDataAges } from './grid-data-ages.ts';
import { gridDetail } from './grid-detail.ts';
import type { QueryContext } from './query-context.ts';

const DAY = 20_780;
const NOW_MS = startOfDay(DAY) + 16 * HOUR_MS;
const YESTERDAY = { day: DAY - 1, asOfMs: startOfDay(DAY - 1) + 16 * HOUR_MS };
const DISTRICT: AreaRef = { level: 'district', index: 2 };
const { signal } = new AbortController();

let office: SimulatedOffice;
let context: QueryContext;

beforeAll(async () => {
  office = await openSimulatedOffice(NOW_MS);
  const { replica, city, clock } = office;
  context = { db: replica.read, city, clock, dueDays: new DueDayCounts(replica.read, city) };
}, 60_000);
afterAll(() => office.close());

it('counts of all grids as of a moment add up to those of the area', async () => {
  for (const area of [WHOLE_CITY, DISTRICT]) {
    const scope = { kind: 'day', day: YESTERDAY.day } as const;
    const { columns } = await gridColumnsAsOf(context, { area, scope, asOfMs: YESTERDAY.asOfMs }, signal);
    const expected = await areaCountsAsOf(context, { area, ...YESTERDAY }, signal);
    expect(expected.listed).toBeGreaterThan(0);
    for (const name of ['listed', 'verified', 'deferred', 'withdrawn'] as const) {
      expect(columns[name].reduce((sum, count) => sum + count, 0)).toBe(expected[name]);
    }
  }
});

it('of one batch are those that the batch’s own coverage tells, and an unknown batch is said to be one', async () => {
  const [batch] = batchesOfDays(context.db, YESTERDAY.day, YESTERDAY.day);
  if (batch === undefined) throw new Error('no batch');
  const { asOfMs } = YESTERDAY;
  const { columns } = await gridColumnsAsOf(context, { area: DISTRICT, scope: { kind: 'batch', batchId: batch.id }, asOfMs }, signal);
  const expected = await countsAsOf(context, DISTRICT, { batchIds: [batch.id], asOfMs }, signal);
  expect(expected.verified).toBeGreaterThan(0);
  for (const name of ['listed', 'verified', 'deferred', 'withdrawn'] as const) {
    expect(columns[name].reduce((sum, count) => sum + count, 0)).toBe(expected[name]);
  }
  const unknown = gridColumnsAsOf(context, { area: DISTRICT, scope: { kind: 'batch', batchId: 999_999 }, asOfMs }, signal);
  await expect(unknown).rejects.toMatchObject({ code: 'unknown-batch' });
});

it('are empty on a day without batches', async () => {
  const { columns } = await gridColumnsAsOf(context, { area: WHOLE_CITY, scope: { kind: 'day', day: 1000 }, asOfMs: NOW_MS }, signal);
  expect(columns.listed.some((count) => count > 0)).toBe(false);
});

it('old categories of a grid are as many as its own page shows, and nothing is told of grids outside', async () => {
  const { oldCategories } = await gridDataAges(context, DISTRICT, signal);
  const { from, to } = gridRangeOf(context.city, DISTRICT);
  const known = [...oldCategories.keys()].filter((grid) => oldCategories[grid] !== NO_PROFILE);
  expect(known.length).toBeGreaterThan(0);
  expect(known.every((grid) => grid >= from && grid < to)).toBe(true);
  for (const grid of known.slice(0, 5)) {
    const { dataCollectedAtMinutes } = await gridDetail(context, { grid, scope: { kind: 'today' } }, true, signal);
    const old = dataCollectedAtMinutes.filter((minute) => ageClassOf(collectedAgeMs(minute, NOW_MS)) === 'old').length;
    expect(oldCategories[grid]).toBe(old);
  }
});
