import { expect, it } from 'vitest';
import type { GridCountsAsOf, GridDataAges } from '../../shared/contract/backend-api.ts';
import type { CoverageSnapshot } from '../../shared/contract/topics.ts';
import { WHOLE_CITY } from '../../shared/domain/areas.ts';
import { LIVE_STATUS } from '../../shared/contract/testing/live-source.ts';
import { smallCity } from '../testing/small-city.ts';
import { AreaFigureBook } from './area-figures.ts';
import { AlertRows } from './live-alerts.ts';
import { COVERAGE_COLUMN_NAMES, CoverageRows } from './live-coverage.ts';
import { StatusView } from './live-status.ts';
import { WorkerRows } from './live-workers.ts';
import { PolledColumns } from './polled-columns.ts';
import { ShownData } from './shown-data.ts';

const city = smallCity();
const atOnce = (callback: () => void): void => callback();

function coverageOf(verified: number): CoverageSnapshot {
  const columns = Object.fromEntries(
    COVERAGE_COLUMN_NAMES.map((name) => [name, new Uint16Array(city.grids.count).fill(name === 'verified' ? verified : 9)]),
  );
  const { columns: empty } = new CoverageRows(city.grids.count, city.streets.count, atOnce);
  return {
    day: 1,
    batchIds: Float64Array.of(1),
    columns: { ...empty, ...columns },
    unplacedByStreet: new Uint32Array(city.streets.count + 1),
  };
}

function noAlerts() {
  return { columns: new AlertRows(atOnce).columns };
}

function opened() {
  const coverage = new CoverageRows(city.grids.count, city.streets.count, atOnce);
  const live = {
    coverage,
    alerts: new AlertRows(atOnce),
    workers: new WorkerRows(atOnce, () => 0),
    status: new StatusView(5000, atOnce, () => 0),
    dataAges: new PolledColumns<GridDataAges>(atOnce),
    compared: new PolledColumns<GridCountsAsOf>(atOnce),
  };
  const shown = new ShownData(live, city, atOnce);
  const figures = new AreaFigureBook(city, shown);
  const verified = () => figures.coverageOf(WHOLE_CITY).verified / city.grids.count;
  const goLive = (count: number): void => coverage.apply({ kind: 'snapshot', revision: count, data: coverageOf(count) });
  const goBack = (count: number): void =>
    shown.showPast({ atMs: 1000 + count, coverage: coverageOf(count), alerts: noAlerts(), workers: null });
  return { live, shown, verified, goLive, goBack };
}

it('shows the past in the place of the live data, and nothing of what comes in meanwhile', () => {
  const { shown, verified, goLive, goBack } = opened();
  goLive(7);
  expect(verified()).toBe(7);
  goBack(3);
  expect([verified(), shown.status.nowMs()]).toEqual([3, 1003]);
  goLive(8);
  expect(verified()).toBe(3);
  goBack(4);
  expect([verified(), shown.status.nowMs()]).toEqual([4, 1004]);
  shown.showLive();
  expect([verified(), shown.status.nowMs()]).toEqual([8, 5000]);
});

it('tells its readers of every change of what is shown, and of no other', () => {
  const { shown, goLive, goBack } = opened();
  let changes = 0;
  shown.coverage.onChanged(() => changes++);
  expect(shown.coverage.revision).toBe(0);
  goLive(1);
  const afterLive = changes;
  goBack(2);
  expect([afterLive, changes > afterLive]).toEqual([1, true]);
  const afterBack = changes;
  goLive(3);
  expect(changes).toBe(afterBack);
  shown.showLive();
  expect(changes).toBe(afterBack + 1);
});

it('keeps the status as it is: sources do not grow younger when somebody looks back', () => {
  const { live, shown, goBack } = opened();
  live.status.apply({ kind: 'snapshot', revision: 1, data: { ...LIVE_STATUS, nowMs: 9000 } });
  goBack(1);
  expect([live.status.nowMs(), shown.status.nowMs(), shown.status.snapshot?.nowMs]).toEqual([9000, 1001, 9000]);
});

it('has nothing in the past of what is only known of now, and says so', () => {
  const { live, shown, goBack } = opened();
  live.dataAges.take({ ok: true, value: { asOfMs: 5000, oldCategories: new Uint8Array(city.grids.count) } });
  expect(shown.dataAges.value?.asOfMs).toBe(5000);
  let changes = 0;
  shown.dataAges.onChanged(() => changes++);
  goBack(1);
  expect([shown.dataAges.value, changes]).toEqual([null, 1]);
  shown.showLive();
  expect([shown.dataAges.value?.asOfMs, changes]).toEqual([5000, 2]);
});

it('stands on another that is shown already: the second of two maps shows what the first does, until it is closed', () => {
  const { shown, goLive, goBack } = opened();
  goLive(7);
  const second = new ShownData(shown, city, atOnce);
  const verified = () => second.coverage.columns.verified[0];
  let news = 0;
  second.coverage.onChanged(() => news++);
  expect([second.coverage.revision > 0, verified()]).toEqual([true, 7]);
  goBack(3);
  expect([verified(), second.status.nowMs(), news > 0]).toEqual([3, 1003, true]);
  second.close();
  const before = news;
  goBack(4);
  expect(news).toBe(before);
});
